import QtQuick

// Where the keys go: a double line within the edge, seen on any fill. Its parent has the same corners.
Rectangle {
    id: ring

    property bool shown: false
    property real corner: Theme.radius

    anchors.fill: parent
    visible: shown
    radius: corner
    color: "transparent"
    border.width: Theme.px(4)
    border.color: Theme.focus
    z: 1

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.px(4)
        radius: Math.max(0, ring.corner - Theme.px(4))
        color: "transparent"
        border.width: Theme.px(2)
        border.color: Theme.ground
    }
}
