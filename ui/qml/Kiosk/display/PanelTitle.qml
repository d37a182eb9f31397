import QtQuick
import Kiosk

// The word of a panel in both languages, with its picture.
Item {
    id: title

    required property string first
    required property string second
    required property string iconName
    property color ink: Theme.ink
    property real size: Theme.px(36)

    implicitHeight: Math.max(word.implicitHeight, picture.height)
    Accessible.role: Accessible.Heading
    Accessible.name: first + " / " + second

    Icon {
        id: picture

        anchors.verticalCenter: parent.verticalCenter
        name: title.iconName
        ink: title.ink
        size: title.size * 1.15
    }
    Label {
        id: word

        anchors.left: picture.right
        anchors.leftMargin: Theme.two
        anchors.verticalCenter: parent.verticalCenter
        text: title.first
        color: title.ink
        font.pixelSize: title.size
        font.weight: Font.Bold
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Label {
        anchors.left: word.right
        anchors.leftMargin: Theme.two
        anchors.baseline: word.baseline
        visible: x + implicitWidth <= title.width
        text: title.second
        color: Theme.muted
        font.pixelSize: title.size * 0.72
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
