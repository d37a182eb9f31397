import QtQuick

// One fact of the status strip: icon and words.
Row {
    id: item

    required property string iconName
    required property string text
    property color ink: Theme.muted

    property real widest: 0 // 0: one line, however long

    spacing: Theme.one
    height: Math.max(Theme.px(32), words.implicitHeight)

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        visible: item.iconName !== ""
        width: visible ? size : 0
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
        width: item.widest > 0 ? Math.min(implicitWidth, item.widest - Theme.px(24) - item.spacing) : implicitWidth
        wrapMode: item.widest > 0 ? Text.Wrap : Text.NoWrap
    }
}
