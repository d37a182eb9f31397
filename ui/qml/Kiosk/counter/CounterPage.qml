pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Who is ready, and over it the customer who stands here; sheets over both.
StationFrame {
    id: page

    readonly property CounterModel room: model as CounterModel
    readonly property CounterLists lists: room.lists
    readonly property bool serving: room.customer.shown

    FocusScope {
        id: board

        objectName: "board"
        anchors.fill: parent
        visible: !page.serving
        focus: !page.serving
        onVisibleChanged: if (visible)
            board.forceActiveFocus()
        Keys.onLeftPressed: tabs.step(-1)
        Keys.onRightPressed: tabs.step(1)

        ListTabs {
            id: tabs

            width: Math.min(parent.width - (page.portrait ? 0 : own.width + Theme.two), Theme.px(960))
            names: ["here", "elsewhere", "apart", "collected"]
            words: [page.room.here === "" ? qsTr("Ready") : qsTr("Here"), qsTr("Elsewhere"), qsTr("Apart"), qsTr("Collected")]
            counts: [page.lists.here.count, page.lists.elsewhere.count, page.lists.apart.count, page.lists.collected.count]
            chosen: page.room.tab
            about: qsTr("Lists of customers")
            onAsked: name => page.room.showTab(name)
        }
        Chip {
            id: own

            objectName: "ownCounter"
            visible: text !== "" && !page.portrait
            anchors.right: parent.right
            anchors.verticalCenter: tabs.verticalCenter
            iconName: "counter"
            tone: "accent"
            text: page.room.here === "" ? "" : qsTr("Counter %1").arg(page.room.here)
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

            objectName: "customers"
            anchors.top: tabs.bottom
            anchors.topMargin: stale.visible ? stale.height + Theme.two : Theme.one
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: next.visible ? next.top : parent.bottom
            anchors.bottomMargin: next.visible ? Theme.two : 0
            focus: true
            model: page.lists.onPage
            ready: page.room.ready
            behind: page.room.behind
            about: qsTr("Customers")
            emptyIcon: page.room.tab === "collected" ? "bag-check" : "check"
            emptyTitle: {
                switch (page.room.tab) {
                case "elsewhere":
                    return qsTr("Nothing stands at another counter");
                case "apart":
                    return qsTr("Nobody waits apart");
                case "collected":
                    return qsTr("Nobody has collected yet");
                }
                return qsTr("Nothing is ready");
            }
            emptyText: page.room.tab === "here" ? qsTr("The next unit from the stockroom shows here by itself.") : ""
            Keys.onReturnPressed: (pane.list.currentItem as ReadyCard)?.clicked()
            Keys.onEnterPressed: (pane.list.currentItem as ReadyCard)?.clicked()
            Keys.onSpacePressed: (pane.list.currentItem as ReadyCard)?.clicked()
            delegate: ReadyCard {
                nowMs: page.room.nowMs
                onClicked: page.room.open(key)
            }
        }
        PrimaryButton {
            id: next

            objectName: "callNext"
            visible: page.room.tab === "here" && page.lists.nextText !== ""
            anchors.bottom: parent.bottom
            width: parent.width
            iconName: "megaphone"
            text: page.lists.nextText
            textSize: Theme.px(28)
            onClicked: page.room.callNext()
        }
    }
    Loader {
        anchors.fill: parent
        active: page.serving
        focus: page.serving
        onLoaded: (item as Item).forceActiveFocus()
        sourceComponent: CustomerPage {
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
                done: qsTr("Check this unit")
                onClosed: page.room.closeSheet()
                onChecked: page.room.checkLabel()
            }
        },
        SheetLoader {
            active: page.room.sheet === "reason"
            sourceComponent: Ask {
                title: qsTr("Hand over anyway: why?")
                text: qsTr("%1. The reason is recorded.").arg(page.room.customer.obstacle)
                onClosed: page.room.closeSheet()

                Repeater {
                    model: page.room.customer.reasons

                    delegate: TouchButton {
                        required property int index
                        required property string title

                        objectName: "reason_" + index
                        width: parent ? parent.width : 0
                        implicitHeight: Theme.px(72)
                        centred: false
                        text: title
                        onClicked: page.room.giveReason(index)
                    }
                }
                TouchButton {
                    objectName: "keepLocked"
                    width: parent.width
                    kind: "quiet"
                    text: qsTr("Do not hand over")
                    onClicked: page.room.closeSheet()
                }
            }
        },
        SheetLoader {
            active: page.room.sheet === "takeBack"
            sourceComponent: Ask {
                title: qsTr("Why does %1 bring it back?").arg(page.room.customer.number)
                onClosed: page.room.closeSheet()

                Repeater {
                    model: page.room.customer.backs

                    delegate: ChoiceButton {
                        required property int index
                        required property string title
                        required property string said

                        objectName: "back_" + index
                        width: parent ? parent.width : 0
                        text: title
                        about: said
                        onClicked: page.room.takeBack(index)
                    }
                }
                TouchButton {
                    objectName: "keepHandedOver"
                    width: parent.width
                    kind: "quiet"
                    text: qsTr("It stays handed over")
                    onClicked: page.room.closeSheet()
                }
            }
        },
        SheetLoader {
            active: page.room.sheet === "sound"
            sourceComponent: Ask {
                title: qsTr("Is the unit sound?")
                text: qsTr("Only what is whole and unused goes to another customer.")
                onClosed: page.room.closeSheet()

                TouchButton {
                    objectName: "unitToQuarantine"
                    width: parent.width
                    implicitHeight: Theme.px(80)
                    kind: "primary"
                    iconName: "box-cross"
                    text: qsTr("Put it into quarantine")
                    onClicked: page.room.takeBackUnit(false)
                }
                TouchButton {
                    objectName: "unitToShelf"
                    width: parent.width
                    implicitHeight: Theme.px(80)
                    iconName: "shelf"
                    text: qsTr("Sound: back to its shelf")
                    onClicked: page.room.takeBackUnit(true)
                }
                TouchButton {
                    objectName: "keepHandedOver"
                    width: parent.width
                    kind: "quiet"
                    text: qsTr("It stays handed over")
                    onClicked: page.room.closeSheet()
                }
            }
        }
    ]
}
