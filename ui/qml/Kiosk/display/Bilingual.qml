import QtQuick
import Kiosk

// One text in the store's language, and smaller in the other.
Column {
    id: both

    required property string first
    required property string second
    property color ink: Theme.ink
    property color secondInk: Theme.muted
    property real size: Theme.px(40)
    property int align: Text.AlignLeft

    Accessible.role: Accessible.StaticText
    Accessible.name: first + " / " + second

    Label {
        objectName: "inFirst"
        width: parent.width
        horizontalAlignment: both.align
        text: both.first
        color: both.ink
        font.pixelSize: both.size
        font.weight: Font.Bold
        lineHeight: 1.02
        Accessible.ignored: true
    }
    Label {
        objectName: "inSecond"
        visible: text !== ""
        width: parent.width
        horizontalAlignment: both.align
        text: both.second
        color: both.secondInk
        font.pixelSize: both.size * 0.66
        font.weight: Font.Medium
        Accessible.ignored: true
    }
}
