import QtQuick

// An icon and a line of fact that may wrap; nothing at all when the text is empty.
Item {
    id: fact

    required property string iconName
    required property string text
    property color ink: Theme.ink

    visible: text !== ""
    implicitHeight: Math.max(Theme.px(32), words.implicitHeight)
    height: implicitHeight

    Icon {
        id: picture

        name: fact.iconName
        ink: fact.ink
        size: Theme.px(28)
        y: Theme.px(2)
    }
    Label {
        id: words

        anchors.left: picture.right
        anchors.leftMargin: Theme.two
        anchors.right: parent.right
        text: fact.text
        color: fact.ink
        lineHeight: 1.1
    }
}
