import QtQuick
import Kiosk

// Store, wait and time. Held for a while, the clock asks for another station.
Item {
    id: head

    required property DisplayModel shown

    height: Math.max(wait.height, store.height, clock.height)

    Label {
        id: store

        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - wait.width - clock.width - 2 * Theme.four
        text: head.shown.strip.store
        font.pixelSize: Theme.px(36)
        font.weight: Font.Bold
    }
    Row {
        id: wait

        anchors.right: clock.left
        anchors.rightMargin: Theme.four
        anchors.verticalCenter: parent.verticalCenter
        visible: head.shown.waitFirst !== ""
        spacing: Theme.two

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "clock"
            size: Theme.px(44)
            ink: Theme.accent
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter

            Label {
                objectName: "waitFirst"
                text: head.shown.said("wait", 0) + " · " + head.shown.waitFirst
                font.pixelSize: Theme.px(26)
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
            }
            Label {
                text: head.shown.said("wait", 1) + " · " + head.shown.waitSecond
                color: Theme.muted
                font.pixelSize: Theme.px(21)
                wrapMode: Text.NoWrap
            }
        }
    }
    Label {
        id: clock

        objectName: "displayClock"
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: head.shown.strip.clock
        font.pixelSize: Theme.px(48)
        font.weight: Font.Bold
        wrapMode: Text.NoWrap

        MouseArea {
            anchors.fill: parent
            onPressAndHold: head.shown.askStation()
        }
    }
}
