import QtQuick

// Nothing to show, and why: icon, a few words, perhaps a way on.
Item {
    id: state

    required property string iconName
    required property string title
    property string text: ""
    property string tone: ""
    property string actionText: ""
    property string actionIcon: ""
    signal actionAsked

    implicitHeight: column.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: text === "" ? title : title + ". " + text

    Column {
        id: column

        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.three, Theme.px(560))
        spacing: Theme.two

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.px(112)
            height: width
            radius: width / 2
            color: Theme.soft(state.tone)

            Icon {
                anchors.centerIn: parent
                name: state.iconName
                ink: state.tone === "" ? Theme.muted : Theme.colour(state.tone)
                size: Theme.px(56)
            }
        }
        Label {
            objectName: "emptyTitle"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: state.title
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Label {
            visible: text !== ""
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: state.text
            color: Theme.muted
            lineHeight: 1.15
            Accessible.ignored: true
        }
        TouchButton {
            objectName: "emptyAction"
            visible: text !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            text: state.actionText
            iconName: state.actionIcon
            onClicked: state.actionAsked()
        }
    }
}
