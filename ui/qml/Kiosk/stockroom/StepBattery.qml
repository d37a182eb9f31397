import QtQuick
import Kiosk

// The battery: the number that the watch shows, or a judgement where it shows none.
Item {
    id: step

    required property StockroomModel room
    property Item first: confirm

    Column {
        id: side

        width: (parent.width - Theme.four) / 2
        height: parent.height
        spacing: Theme.two

        Rectangle {
            width: parent.width
            height: Theme.px(136)
            radius: Theme.radius
            color: Theme.ground
            border.width: Theme.px(2)
            border.color: step.room.pad.typed === "" ? Theme.line : Theme.accent
            Accessible.role: Accessible.StaticText
            Accessible.name: percent.text

            Label {
                id: percent

                objectName: "percent"
                anchors.centerIn: parent
                text: (step.room.pad.typed === "" ? "––" : step.room.pad.typed) + "\u00a0%"
                color: step.room.pad.typed === "" ? Theme.muted : Theme.ink
                font.pixelSize: Theme.px(72)
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        PrimaryButton {
            id: confirm

            objectName: "confirmBattery"
            width: parent.width
            enabled: step.room.pad.isPercent
            iconName: "check"
            text: qsTr("Confirm")
            onClicked: step.room.batteryRead()
        }
        Label {
            width: parent.width
            topPadding: Theme.one
            text: qsTr("No number to be seen?")
            color: Theme.muted
            font.pixelSize: Theme.caption
        }
        Row {
            width: parent.width
            spacing: Theme.one

            TouchButton {
                objectName: "batteryPassed"
                width: (parent.width - Theme.one) / 2
                kind: "quiet"
                text: qsTr("It starts")
                onClicked: step.room.batteryJudged(true)
            }
            TouchButton {
                objectName: "batteryFailed"
                width: (parent.width - Theme.one) / 2
                kind: "quiet"
                ink: Theme.bad
                text: qsTr("Too weak")
                onClicked: step.room.batteryJudged(false)
            }
        }
    }
    NumberPad {
        anchors.right: parent.right
        width: side.width
        tall: Math.min(Theme.px(96), (parent.height - 3 * spacing) / 4)
        model: step.room.pad
    }
}
