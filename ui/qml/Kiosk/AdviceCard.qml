import QtQuick

// A hint to the hand that holds the code, over the preview's lower edge: icon, two words, one sentence to say.
Rectangle {
    id: card

    required property Guide guide

    implicitHeight: Math.max(picture.height, words.height) + 2 * Theme.three
    radius: Theme.three
    color: Theme.accent
    opacity: guide.shown ? 1 : 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: guide.headline

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.quick
        }
    }

    Icon {
        id: picture

        objectName: "adviceIcon"
        x: Theme.three
        anchors.verticalCenter: parent.verticalCenter
        name: card.guide.icon
        ink: Theme.accentInk
        size: Theme.px(88)
    }
    Column {
        id: words

        anchors.left: picture.right
        anchors.leftMargin: Theme.three
        anchors.right: parent.right
        anchors.rightMargin: Theme.three
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.half

        Label {
            objectName: "adviceHeadline"
            width: parent.width
            text: card.guide.headline
            color: Theme.accentInk
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            lineHeight: 1.05
        }
        Label {
            objectName: "adviceSay"
            width: parent.width
            text: card.guide.say
            color: Theme.accentInk
            lineHeight: 1.1
        }
    }
}
