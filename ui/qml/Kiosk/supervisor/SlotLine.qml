pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// One slot: its time, and a number with a bar for each stage.
Item {
    id: line

    required property int index
    required property string key
    required property string label
    required property string start
    required property string end
    required property list<int> cells
    required property int total
    required property bool current
    required property real first
    required property real cell
    required property real tall
    required property GroupWords groups
    required property int column
    readonly property bool hasKeys: ListView.isCurrentItem && ListView.view.activeFocus
    signal asked(int group)

    function open(group: int): void {
        if (line.cells[group] > 0)
            line.asked(group);
    }

    objectName: "slot_" + index
    width: ListView.view ? ListView.view.width : 0
    height: tall
    Accessible.role: Accessible.ListItem
    Accessible.name: label

    Rectangle {
        visible: line.current
        x: Theme.one
        width: parent.width - Theme.one // the numbers keep a distance from its end
        height: parent.height
        radius: Theme.one
        color: Theme.accentSoft
    }
    Rectangle {
        visible: line.current
        x: Theme.one
        y: Theme.one
        width: Theme.px(4)
        height: parent.height - 2 * y
        radius: width / 2
        color: Theme.accent
    }
    Column {
        x: Theme.three
        width: line.first - x
        anchors.verticalCenter: parent.verticalCenter

        Label {
            width: parent.width
            text: line.start
            font.weight: line.current ? Font.Bold : Font.DemiBold
            font.pixelSize: Theme.px(20 * Theme.textFactor)
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: line.end
            color: Theme.muted
            font.pixelSize: Theme.px(16 * Theme.textFactor)
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
    Row {
        x: line.first

        Repeater {
            model: line.groups.count

            delegate: QueueCell {
                required property int index

                objectName: "bar_" + line.index + "_" + index
                width: line.cell
                height: line.tall
                amount: line.cells[index] ?? 0
                total: line.total
                about: line.label + ", " + line.groups.word(index)
                ink: line.groups.ink(index)
                current: line.hasKeys && line.column === index
                onClicked: line.open(index)
            }
        }
    }
}
