pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The day by slot and stage. Touch a number, or go there with the arrow keys and press Enter.
Card {
    id: table

    required property SupervisorModel model
    readonly property real first: Theme.px(132)
    readonly property real cell: (width - first - Theme.two) / groups.count
    readonly property real room: height - head.y - head.height - 2 * Theme.px(1) - Theme.one
    readonly property real tall: room / Math.max(2, Math.floor(room / Theme.px(72))) // no line is cut, the whole day's is one

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("The day by slot and stage")

    GroupWords {
        id: groups
    }
    Row {
        id: head

        x: table.first
        y: Theme.one
        height: Theme.px(56)

        Repeater {
            model: groups.count

            delegate: Label {
                required property int index

                width: table.cell
                height: head.height
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                text: groups.word(index)
                color: groups.ink(index)
                font.pixelSize: Math.min(Theme.px(16 * Theme.textFactor), table.cell * 0.16)
                font.weight: Font.DemiBold
                lineHeight: 0.95
            }
        }
    }
    Rectangle {
        id: rule

        anchors.top: head.bottom
        x: Theme.two
        width: parent.width - 2 * x
        height: Theme.px(1)
        color: Theme.line
    }
    Item {
        id: day

        anchors.top: rule.bottom
        width: parent.width
        height: table.tall

        Label {
            x: Theme.three
            width: table.first - x
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Whole day")
            font.pixelSize: Theme.caption
            font.weight: Font.Bold
        }
        Row {
            x: table.first

            Repeater {
                model: groups.count

                delegate: QueueCell {
                    required property int index

                    objectName: "day_" + index
                    width: table.cell
                    height: table.tall
                    amount: table.model.queue.totals[index] ?? 0
                    total: table.model.queue.totals.reduce((sum, one) => sum + one, 0)
                    about: groups.word(index)
                    ink: groups.ink(index)
                    onClicked: table.model.openBar("", index)
                }
            }
        }
    }
    Rectangle {
        anchors.top: day.bottom
        x: Theme.two
        width: parent.width - 2 * x
        height: Theme.px(1)
        color: Theme.line
    }
    ListPane {
        id: lines

        property int column: 1
        readonly property int count: list.count

        function showNow(): void {
            if (!list.activeFocus && !list.moving)
                list.positionViewAtIndex(Math.max(0, table.model.queue.currentLine - 1), ListView.Beginning);
        }

        objectName: "slots"
        anchors.top: day.bottom
        anchors.topMargin: Theme.px(1)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.one
        width: parent.width - Theme.two
        focus: true
        about: table.Accessible.name
        ground: "transparent" // its lines are whole
        model: table.model.queue.lines
        ready: table.model.ready
        behind: table.model.behind
        spacing: 0
        list.snapMode: ListView.SnapToItem
        emptyIcon: "calendar"
        emptyTitle: qsTr("No reservations today")
        emptyText: qsTr("They appear here as soon as this terminal has received them.")
        onCountChanged: Qt.callLater(lines.showNow)
        onHeightChanged: Qt.callLater(lines.showNow)
        Keys.onLeftPressed: column = Math.max(0, column - 1)
        Keys.onRightPressed: column = Math.min(groups.count - 1, column + 1)
        Keys.onReturnPressed: (list.currentItem as SlotLine)?.open(column)
        Keys.onSpacePressed: (list.currentItem as SlotLine)?.open(column)
        delegate: SlotLine {
            groups: groups
            column: lines.column
            first: table.first
            cell: table.cell
            tall: table.tall
            onAsked: group => table.model.openBar(key, group)
        }
    }
}
