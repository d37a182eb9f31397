import QtQuick

// One fact of the status strip: icon and words.
Row {
    id: item

    required property string iconName
    required property string text
    property color ink: Theme.muted

    spacing: Theme.one
    height: Math.max(Theme.px(32), words.implicitHeight)

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: item.iconName
        ink: item.ink
        size: Theme.px(24)
    }
    Label {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        text: item.text
        color: item.ink
        font.pixelSize: Theme.caption
        font.weight: Font.Medium
        wrapMode: Text.NoWrap
    }
}
