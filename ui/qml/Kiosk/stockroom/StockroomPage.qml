pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The runners' board, and over it the page of the task in hand; sheets over both.
StationFrame {
    id: page

    readonly property StockroomModel room: model as StockroomModel
    readonly property StockroomLists lists: room.lists
    readonly property bool working: room.task.shown

    function touched(key: string): void {
        if (page.room.tab === "mine" || page.room.tab === "ready")
            page.room.open(key);
        else
            page.room.take(key);
    }
    FocusScope {
        id: board

        objectName: "board"
        anchors.fill: parent
        visible: !page.working
        focus: !page.working
        onVisibleChanged: if (visible)
            board.forceActiveFocus()
        Keys.onLeftPressed: tabs.step(-1)
        Keys.onRightPressed: tabs.step(1)

        ListTabs {
            id: tabs

            width: Math.min(parent.width, Theme.px(864))
            names: ["waiting", "mine", "others", "ready"]
            words: [qsTr("Waiting"), qsTr("Mine"), qsTr("Colleagues"), qsTr("Ready")]
            counts: [page.lists.waiting.count, page.lists.mine.count, page.lists.others.count, page.lists.ready.count]
            chosen: page.room.tab
            about: qsTr("Lists of tasks")
            onAsked: name => page.room.showTab(name)
        }
        Chip {
            id: stale

            objectName: "boardStale"
            y: tabs.height + Theme.one
            width: Math.min(implicitWidth, parent.width)
            iconName: "hourglass"
            tone: "warn"
            text: page.room.stale
        }
        ListPane {
            id: pane

            objectName: "tasks"
            anchors.top: tabs.bottom
            anchors.topMargin: stale.visible ? stale.height + Theme.two : Theme.one
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            anchors.bottomMargin: fetch.visible && page.portrait ? fetch.height + Theme.two : 0
            width: fetch.visible && !page.portrait ? parent.width - fetch.width - Theme.two : parent.width
            focus: true
            model: page.lists.onPage
            ready: page.room.ready
            behind: page.room.behind
            about: qsTr("Tasks")
            emptyIcon: page.room.tab === "ready" ? "counter" : "check"
            emptyTitle: {
                switch (page.room.tab) {
                case "mine":
                    return qsTr("You hold no task");
                case "others":
                    return qsTr("Nobody else is preparing");
                case "ready":
                    return qsTr("Nothing stands at a counter");
                }
                return qsTr("Nobody waits");
            }
            emptyText: page.room.tab === "waiting" ? qsTr("The next arrival shows here by itself.") : page.room.tab === "mine" ? qsTr("Touch a card that waits to take it.") : ""
            Keys.onReturnPressed: (pane.list.currentItem as TaskCard)?.clicked()
            Keys.onEnterPressed: (pane.list.currentItem as TaskCard)?.clicked()
            Keys.onSpacePressed: (pane.list.currentItem as TaskCard)?.clicked()
            delegate: TaskCard {
                nowMs: page.room.nowMs
                onClicked: page.touched(key)
            }
        }
        FetchPanel {
            id: fetch

            objectName: "fetchPanel"
            visible: page.lists.fetches.count > 0 && page.room.tab === "waiting" && (!page.portrait || page.lists.waiting.count < 5)
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            width: page.portrait ? parent.width : Theme.px(336)
            height: page.portrait ? Theme.px(360) : pane.height
            model: page.room
        }
    }
    Loader {
        id: work

        anchors.fill: parent
        active: page.working
        focus: page.working
        onLoaded: (item as Item).forceActiveFocus()
        sourceComponent: TaskPage {
            room: page.room
            portrait: page.portrait
        }
    }
    sheets: [
        SheetLoader {
            active: page.room.sheet === "label"
            sourceComponent: LabelSheet {
                label: page.room.label
                language: page.room.language
                portrait: page.portrait
                onClosed: page.room.closeSheet()
                onChecked: page.room.checkLabel()
            }
        },
        SheetLoader {
            active: page.room.sheet === "reject"
            sourceComponent: Ask {
                title: qsTr("Why is the unit refused?")
                text: qsTr("It goes to quarantine; the task keeps its place.")
                onClosed: page.room.closeSheet()

                Repeater {
                    model: page.lists.reasons

                    delegate: TouchButton {
                        required property int index
                        required property string name

                        objectName: "reason_" + index
                        width: parent ? parent.width : 0
                        implicitHeight: Theme.px(72)
                        text: name
                        onClicked: page.room.reject(index)
                    }
                }
                TouchButton {
                    objectName: "keepUnit"
                    width: parent.width
                    kind: "quiet"
                    text: qsTr("Keep the unit")
                    onClicked: page.room.closeSheet()
                }
            }
        },
        SheetLoader {
            active: page.room.sheet === "release"
            sourceComponent: Ask {
                title: qsTr("Give %1 back to the board?").arg(page.room.task.number)
                text: qsTr("What is done on the unit stays done. Any colleague can take it.")
                onClosed: page.room.closeSheet()

                TouchButton {
                    objectName: "releaseNow"
                    width: parent.width
                    implicitHeight: Theme.px(80)
                    kind: "primary"
                    iconName: "release"
                    text: qsTr("Give back")
                    onClicked: page.room.release()
                }
                TouchButton {
                    objectName: "keepTask"
                    width: parent.width
                    kind: "quiet"
                    text: qsTr("Keep it")
                    onClicked: page.room.closeSheet()
                }
            }
        },
        SheetLoader {
            active: page.room.sheet === "handOn"
            sourceComponent: Ask {
                title: qsTr("Hand %1 on to").arg(page.room.task.number)
                text: page.lists.colleagues.count === 0 ? qsTr("No colleague has taken a task here yet. Give it back to the board instead.") : ""
                onClosed: page.room.closeSheet()

                Repeater {
                    model: page.lists.colleagues

                    delegate: TouchButton {
                        required property int index
                        required property string name

                        objectName: "colleague_" + index
                        visible: index < 6
                        width: parent ? parent.width : 0
                        implicitHeight: Theme.px(72)
                        iconName: "hand-on"
                        text: name
                        onClicked: page.room.handOn(index)
                    }
                }
                TouchButton {
                    objectName: "keepTask"
                    width: parent.width
                    kind: "quiet"
                    text: qsTr("Keep it")
                    onClicked: page.room.closeSheet()
                }
            }
        }
    ]
}
