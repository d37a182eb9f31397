import QtQuick

// The program met a fault of its own: nothing on the page can be believed any more, and only a restart helps.
Rectangle {
    id: out

    signal restartAsked

    color: Theme.field("fault")
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title.text

    MouseArea {
        anchors.fill: parent
    }
    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.three, Theme.px(720))
        spacing: Theme.three

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "wrench"
            ink: Theme.toneInk("fault")
            size: Theme.px(96)
        }
        Label {
            id: title

            objectName: "outOfOrder"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Out of order")
            color: Theme.toneInk("fault")
            font.pixelSize: Theme.title
            font.weight: Font.Bold
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("The program met a fault of its own. What was confirmed is saved.")
            color: Theme.toneInk("fault")
            lineHeight: 1.15
        }
        TouchButton {
            objectName: "restart"
            anchors.horizontalCenter: parent.horizontalCenter
            implicitHeight: Theme.px(80)
            text: qsTr("Restart the program")
            iconName: "renew"
            fill: Theme.panel("fault")
            ink: Theme.toneInk("fault")
            line: Theme.toneInk("fault")
            onClicked: out.restartAsked()
        }
    }
}
