pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// A list of a station, with its other faces drawn: being read, empty, behind the store, not readable.
FocusScope {
    id: pane

    property alias list: view
    property alias model: view.model
    property alias delegate: view.delegate
    property alias header: view.header
    property alias spacing: view.spacing
    property alias currentIndex: view.currentIndex
    property bool ready: true // false: nothing has been read yet
    property string behind: "" // for how long it has not followed, e.g. "12 s"
    property string failure: "" // why it cannot be read
    property string emptyIcon: "check"
    property string emptyTitle: qsTr("Nothing to do")
    property string emptyText: ""
    property color ground: Theme.ground // what it stands on
    property string about: "" // what the list is, for a screen reader

    Accessible.role: Accessible.List
    Accessible.name: about

    Chip {
        id: late

        objectName: "listBehind"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: pane.behind !== ""
        iconName: "hourglass"
        tone: "warn"
        text: visible ? qsTr("%1 behind the store").arg(pane.behind) : ""
    }
    ListView {
        id: view

        anchors.fill: parent
        anchors.topMargin: late.visible ? late.height + Theme.one : 0
        focus: true
        clip: true
        spacing: Theme.one
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        cacheBuffer: Math.max(0, height / 2)
        keyNavigationEnabled: true
        activeFocusOnTab: true
        pixelAligned: true
        currentIndex: -1
        onActiveFocusChanged: if (activeFocus && currentIndex < 0 && count > 0)
            currentIndex = 0

        T.ScrollBar.vertical: T.ScrollBar {
            id: bar

            // Beside the list, in the page's margin: nothing is covered, and rows keep their width.
            parent: view.parent
            anchors.top: view.top
            anchors.left: view.right
            anchors.leftMargin: Theme.px(5)
            anchors.bottom: view.bottom
            width: Theme.px(6)
            visible: size < 1 && view.count > 0
            minimumSize: 0.06
            Accessible.ignored: true
            contentItem: Rectangle {
                radius: width / 2
                color: bar.pressed || bar.active ? Theme.muted : Theme.line
            }
        }

        add: Transition {
            NumberAnimation {
                property: "opacity"
                from: 0
                to: 1
                duration: Theme.quick
            }
        }
        displaced: Transition {
            NumberAnimation {
                property: "y"
                duration: Theme.calm
                easing.type: Easing.OutCubic
            }
            NumberAnimation {
                property: "opacity"
                to: 1
                duration: Theme.quick
            }
        }
        move: Transition {
            NumberAnimation {
                property: "y"
                duration: Theme.calm
                easing.type: Easing.OutCubic
            }
        }
    }
    MoreBelow {
        list: view
        ground: pane.ground
    }
    Column {
        id: loading

        objectName: "listLoading"
        visible: !pane.ready && pane.failure === ""
        width: parent.width
        spacing: Theme.one
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("The list is being read…")

        Repeater {
            model: 3

            delegate: Rectangle {
                id: blank

                required property int index

                width: loading.width
                height: Theme.px(104)
                radius: Theme.radius
                color: Theme.raised
                opacity: 0.8 - 0.25 * blank.index
            }
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("The list is being read…")
            color: Theme.muted
            Accessible.ignored: true
        }
    }
    EmptyState {
        objectName: "listFailed"
        anchors.fill: parent
        visible: pane.failure !== ""
        iconName: "wrench"
        tone: "bad"
        title: qsTr("The list cannot be read")
        text: pane.failure
    }
    EmptyState {
        objectName: "listEmpty"
        anchors.fill: parent
        visible: pane.ready && pane.failure === "" && view.count === 0
        iconName: pane.emptyIcon
        title: pane.emptyTitle
        text: pane.emptyText
    }
}
