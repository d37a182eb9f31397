pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The second monitor, for customers: read from ten metres, touched by nobody. Both languages at once.
StationFrame {
    id: page

    readonly property DisplayModel shown: page.model as DisplayModel

    bare: true
    mayChange: false

    DisplayHead {
        id: head

        y: Theme.two
        width: parent.width
        shown: page.shown
    }
    StaleBar {
        id: stale

        anchors.top: head.bottom
        anchors.topMargin: visible ? Theme.one : 0
        width: parent.width
        height: visible ? implicitHeight : 0
        shown: page.shown
    }
    Item {
        id: board

        anchors.top: stale.bottom
        anchors.topMargin: Theme.two
        anchors.bottom: slides.top
        anchors.bottomMargin: Theme.two
        width: parent.width

        CalledPanel {
            id: called

            width: page.portrait ? parent.width : Math.round(parent.width * 0.55)
            height: page.portrait ? Math.round(parent.height * 0.52) : parent.height
            shown: page.shown
        }
        NumbersPanel {
            id: almost

            objectName: "almostPanel"
            x: page.portrait ? 0 : called.width + Theme.two
            y: page.portrait ? called.height + Theme.two : 0
            width: parent.width - x
            height: Math.round((parent.height - y - Theme.two) * 0.42)
            shown: page.shown
            title: "almost"
            iconName: "hourglass"
            numbers: page.shown.almost
            size: Theme.px(56)
        }
        NumbersPanel {
            objectName: "preparingPanel"
            x: almost.x
            y: almost.y + almost.height + Theme.two
            width: almost.width
            height: parent.height - y
            shown: page.shown
            title: "preparing"
            iconName: "box"
            numbers: page.shown.preparing
            size: Theme.px(44)
        }
    }
    Slides {
        id: slides

        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.px(104)
        shown: page.shown
    }
    CallField {
        id: call

        anchors.left: board.left
        anchors.right: board.right
        anchors.top: board.top
        anchors.bottom: board.bottom
        shown: page.shown
        portrait: page.portrait
    }
}
