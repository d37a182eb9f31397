pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The packaging: looked at by a person, answered by one touch.
Item {
    id: step

    required property StockroomModel room
    property Item first: good

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (good.y - height) / 2)
        width: Math.min(parent.width, Theme.px(440))
        spacing: Theme.three

        Repeater {
            model: [qsTr("The seal is whole"), qsTr("Corners and edges are sharp"), qsTr("No scratch, no stain")]

            delegate: Fact {
                required property string modelData

                width: parent ? parent.width : 0
                iconName: "check"
                text: modelData
            }
        }
    }
    TouchButton {
        id: good

        objectName: "packagingGood"
        anchors.bottom: parent.bottom
        width: (parent.width - Theme.two) * 0.6
        implicitHeight: Theme.px(104)
        kind: "primary"
        iconName: "check"
        text: qsTr("All good")
        textSize: Theme.px(28)
        onClicked: step.room.packagingIsGood()
    }
    TouchButton {
        objectName: "packagingBad"
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        width: parent.width - good.width - Theme.two
        implicitHeight: Theme.px(104)
        kind: "quiet"
        iconName: "box-cross"
        text: qsTr("Damaged…")
        ink: Theme.bad
        onClicked: step.room.openSheet("reject")
    }
}
