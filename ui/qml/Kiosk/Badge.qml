import QtQuick

// A word in a lozenge.
Rectangle {
    id: badge

    property alias text: word.text
    property color ink: Theme.ink

    implicitWidth: word.implicitWidth + 2 * Theme.one + Theme.half
    implicitHeight: word.implicitHeight + Theme.one
    radius: Theme.one
    color: Theme.raised

    Label {
        id: word

        anchors.centerIn: parent
        color: badge.ink
        font.pixelSize: Theme.caption
        font.weight: Font.DemiBold
        wrapMode: Text.NoWrap
    }
}
