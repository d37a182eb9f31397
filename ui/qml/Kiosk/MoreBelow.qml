import QtQuick

// At the end of a list that goes on: its last line fades, so that it is seen to be more and not to be cut.
Rectangle {
    id: more

    required property ListView list
    property color ground: Theme.ground // what the list stands on

    objectName: "moreBelow"
    visible: list.visible && list.count > 0 && !list.atYEnd
    anchors.left: list.left
    anchors.right: list.right
    anchors.bottom: list.bottom
    height: Theme.four
    gradient: Gradient {
        GradientStop {
            position: 0
            color: Qt.alpha(more.ground, 0)
        }
        GradientStop {
            position: 1
            color: more.ground
        }
    }
    Accessible.ignored: true
}
