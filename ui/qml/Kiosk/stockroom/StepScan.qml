import QtQuick
import Kiosk

// The box: what it must be, large; the scanner is always listening.
Item {
    id: step

    required property StockroomModel room
    property Item first: type
    readonly property TaskModel task: room.task

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (type.y - height) / 2)
        spacing: Theme.four

        ProductTile {
            implicitWidth: Math.min(Theme.px(200), step.height * 0.5)
            implicitHeight: implicitWidth * 1.25
            caseWord: step.task.caseWord
            bandWord: step.task.bandWord
            sizeWord: step.task.sizeWord
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Theme.px(360), step.width - Theme.px(240))
            spacing: Theme.one

            Label {
                width: parent.width
                text: step.task.name
                font.pixelSize: Theme.px(32 * Theme.textFactor)
                font.weight: Font.Bold
                lineHeight: 1.05
            }
            Label {
                width: parent.width
                text: [step.task.sizeWord, step.task.caseWord].filter(word => word !== "").join(", ")
            }
            Label {
                width: parent.width
                text: step.task.bandWord
            }
        }
    }
    TouchButton {
        id: type

        objectName: "typeLabel"
        anchors.bottom: parent.bottom
        width: parent.width
        kind: "quiet"
        iconName: "keypad"
        text: qsTr("Type the label instead")
        onClicked: step.room.openSheet("label")
    }
}
