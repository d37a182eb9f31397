import QtQuick

// This terminal is out of service for good: central has withdrawn it, or its day was purged. Nothing green, nothing to press.
Rectangle {
    id: page

    required property QtObject model

    color: Theme.field("fault")
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title.text

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.three, Theme.px(720))
        spacing: Theme.three

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "lock"
            ink: Theme.toneInk("fault")
            size: Theme.px(96)
        }
        Label {
            id: title

            objectName: "withdrawn"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("This terminal was withdrawn")
            color: Theme.toneInk("fault")
            font.pixelSize: Theme.title
            font.weight: Font.Bold
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Give it to a supervisor.")
            color: Theme.toneInk("fault")
            lineHeight: 1.15
        }
    }
}
