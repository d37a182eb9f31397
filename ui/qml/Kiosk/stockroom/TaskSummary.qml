import QtQuick
import Kiosk

// What is being prepared, for whom in number, from where, by when; and the path of its steps.
Card {
    id: summary

    required property StockroomModel room
    property bool wide: false // path beside the product, not below
    readonly property TaskModel task: room.task

    implicitHeight: wide ? Math.max(who.height, path.height) + 2 * Theme.three : who.height + path.height + 3 * Theme.three
    tone: task.alert === "broken" ? "bad" : task.alert === "soon" ? "warn" : ""
    edge: false

    Column {
        id: who

        x: Theme.three
        y: Theme.three
        width: summary.wide ? (parent.width - 3 * Theme.three) / 2 : parent.width - 2 * x
        spacing: Theme.one

        Item {
            width: parent.width
            height: Math.max(words.height, tile.height)

            Column {
                id: words

                width: parent.width - tile.width - Theme.two

                Label {
                    objectName: "taskNumber"
                    width: parent.width
                    text: summary.task.number
                    font.pixelSize: Theme.px(64)
                    font.weight: Font.Bold
                    lineHeight: 1.0
                    Accessible.role: Accessible.Heading
                }
                Label {
                    objectName: "taskName"
                    width: parent.width
                    text: summary.task.name
                    font.weight: Font.DemiBold
                    lineHeight: 1.05
                }
            }
            ProductTile {
                id: tile

                anchors.right: parent.right
                implicitWidth: Theme.px(96)
                implicitHeight: Theme.px(120)
                caseWord: summary.task.caseWord
                bandWord: summary.task.bandWord
                sizeWord: summary.task.sizeWord
            }
        }
        Label {
            visible: text !== ""
            width: parent.width
            text: summary.task.variant
            color: Theme.muted
            font.pixelSize: Theme.caption
        }
        Flow {
            width: parent.width
            spacing: Theme.one

            Chip {
                objectName: "taskShelf"
                iconName: "shelf"
                tone: "accent"
                text: summary.task.shelfText
            }
            AlertChip {
                visible: summary.task.alert !== ""
                alert: summary.task.alert
                text: summary.task.alertText
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.two

            RunningTime {
                since: summary.task.since
                nowMs: summary.room.nowMs
                alert: summary.task.alert
            }
            Label {
                visible: text !== ""
                height: Theme.px(30)
                verticalAlignment: Text.AlignVCenter
                text: summary.task.promised
                color: Theme.muted
                font.pixelSize: Theme.caption
                wrapMode: Text.NoWrap
            }
        }
        Fact {
            width: parent.width
            iconName: "heart"
            text: summary.task.needs
            ink: Theme.warn
        }
    }
    StepPath {
        id: path

        x: summary.wide ? who.x + who.width + Theme.three : Theme.three
        y: summary.wide ? Theme.three : who.y + who.height + Theme.two
        width: summary.wide ? who.width : parent.width - 2 * Theme.three
        steps: summary.task.steps
        undoText: summary.task.undoText
        onUndoAsked: summary.room.recall()
    }
}
