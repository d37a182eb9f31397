pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kiosk

// Facts that cannot all be right: what clashes, both sides' evidence side by side. One touch on the side that
// holds puts it right; where nothing can be taken back, one on the reason closes it.
Sheet {
    id: sheet

    required property SupervisorModel model
    property bool portrait: false
    readonly property ConflictsModel conflicts: model.conflicts

    title: qsTr("Conflicts")
    onClosed: sheet.model.closeSheet()

    ListPane {
        id: all

        objectName: "conflicts"
        width: sheet.portrait || count === 0 ? parent.width : Theme.px(400)
        height: sheet.portrait && count > 0 ? parent.height * 0.28 : parent.height
        readonly property int count: sheet.conflicts.conflicts.count

        focus: true
        about: sheet.title
        model: sheet.conflicts.conflicts
        ready: sheet.conflicts.wasRead
        emptyIcon: "check"
        emptyTitle: qsTr("No conflicts")
        emptyText: qsTr("All terminals agree on what happened.")
        Keys.onReturnPressed: (list.currentItem as T.AbstractButton)?.clicked()
        Keys.onSpacePressed: (list.currentItem as T.AbstractButton)?.clicked()
        delegate: T.ItemDelegate {
            id: row

            required property int index
            required property string key
            required property string title
            required property string about
            required property string time
            required property bool isOpen

            objectName: "conflict_" + index
            width: ListView.view ? ListView.view.width - Theme.two : 0
            implicitHeight: words.height + 2 * Theme.two
            focusPolicy: Qt.NoFocus
            Accessible.role: Accessible.ListItem
            Accessible.name: title + ", " + about
            onClicked: sheet.model.chooseConflict(key)

            background: Card {
                edge: false
                chosen: sheet.conflicts.chosen === row.key
                pressed: row.pressed
                focused: row.ListView.isCurrentItem && row.ListView.view.activeFocus
            }
            contentItem: Item {
                Icon {
                    id: mark

                    x: Theme.two
                    y: words.y
                    name: row.isOpen ? "conflict" : "check"
                    ink: row.isOpen ? Theme.bad : Theme.good
                }
                Column {
                    id: words

                    anchors.left: mark.right
                    anchors.leftMargin: Theme.two
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.two
                    anchors.verticalCenter: parent.verticalCenter

                    Label {
                        width: parent.width
                        text: row.title
                        font.pixelSize: Theme.px(20 * Theme.textFactor)
                        font.weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: row.about
                        font.pixelSize: Theme.caption
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: row.isOpen ? row.time : qsTr("%1, closed").arg(row.time)
                        color: Theme.muted
                        font.pixelSize: Theme.caption
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Item {
        visible: all.count > 0
        x: sheet.portrait ? 0 : all.width + Theme.three
        y: sheet.portrait ? all.height + Theme.two : 0
        width: parent.width - x
        height: parent.height - y

        Label {
            id: advice

            objectName: "advice"
            width: parent.width
            text: sheet.conflicts.advice
            font.weight: Font.DemiBold
        }
        Flickable {
            anchors.top: advice.bottom
            anchors.topMargin: Theme.two
            anchors.bottom: reasons.top
            anchors.bottomMargin: Theme.two
            width: parent.width
            contentHeight: sides.height
            clip: true
            boundsBehavior: Flickable.StopAtBounds

            Grid {
                id: sides

                objectName: "sides"
                width: parent.width
                columns: sheet.portrait ? 1 : 2
                spacing: Theme.two

                Repeater {
                    model: sheet.conflicts.sides

                    delegate: ConflictSide {
                        width: (sides.width - (sides.columns - 1) * sides.spacing) / sides.columns
                        busy: sheet.model.busy
                        onOpened: sheet.model.openHistory(reservationId)
                        onHeld: sheet.conflicts.keep(key)
                    }
                }
            }
        }
        Column {
            id: reasons

            anchors.bottom: parent.bottom
            width: parent.width
            spacing: Theme.one

            Label {
                objectName: "closedText"
                visible: text !== ""
                width: parent.width
                text: sheet.conflicts.closedText
                color: Theme.muted
            }
            ReasonGrid {
                visible: sheet.conflicts.isOpen
                width: parent.width
                ask: qsTr("Close it, because:")
                choices: sheet.conflicts.isOpen ? sheet.conflicts.reasons : []
                busy: sheet.model.busy
                prefix: "closing_"
                onSaid: reason => sheet.conflicts.close(reason)
            }
        }
    }
}
