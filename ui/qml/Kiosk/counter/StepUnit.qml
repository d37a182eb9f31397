pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The unit: the scanner is always listening, and the lock opens for one serial number only.
Item {
    id: step

    required property CounterModel room
    property Item first: type
    readonly property CustomerModel customer: room.customer

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (type.y - height) / 2)
        spacing: Theme.four

        ProductTile {
            implicitWidth: Math.min(Theme.px(200), step.height * 0.5)
            implicitHeight: implicitWidth * 1.25
            caseWord: step.customer.looks[0]
            bandWord: step.customer.looks[1]
            sizeWord: step.customer.looks[2]
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Theme.px(360), step.width - Theme.px(240))
            spacing: Theme.one

            Label {
                width: parent.width
                text: step.customer.name
                font.pixelSize: Theme.px(32 * Theme.textFactor)
                font.weight: Font.Bold
                lineHeight: 1.05
            }
            Label {
                width: parent.width
                text: step.customer.variant
            }
            Chip {
                objectName: "lockShut"
                iconName: "lock"
                text: qsTr("Locked")
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
