import QtQuick
import Kiosk

// Who is served: number, name, what stands ready for them, since when; and the path to the hand-over.
Card {
    id: summary

    required property CounterModel room
    property bool wide: false // path beside the person, not below
    readonly property CustomerModel customer: room.customer

    implicitHeight: wide ? Math.max(who.height, path.height) + 2 * Theme.three : who.height + path.height + 3 * Theme.three
    tone: customer.obstacle !== "" ? "warn" : ""
    edge: false

    Column {
        id: who

        x: Theme.three
        y: Theme.three
        width: summary.wide ? (parent.width - 3 * Theme.three) * 0.6 : parent.width - 2 * x
        spacing: Theme.one

        Item {
            width: parent.width
            height: Math.max(words.height, tile.height)

            Column {
                id: words

                width: parent.width - tile.width - Theme.two
                spacing: Theme.half

                Label {
                    objectName: "customerNumber"
                    width: parent.width
                    text: summary.customer.number
                    font.pixelSize: Theme.px(64)
                    font.weight: Font.Bold
                    lineHeight: 1.0
                    Accessible.role: Accessible.Heading
                }
                Label {
                    objectName: "customerName"
                    width: parent.width
                    text: summary.customer.customer
                    font.weight: Font.DemiBold
                    lineHeight: 1.05
                    maximumLineCount: 3
                    elide: Text.ElideRight
                }
            }
            ProductTile {
                id: tile

                anchors.right: parent.right
                implicitWidth: Theme.px(96)
                implicitHeight: Theme.px(120)
                caseWord: summary.customer.looks[0]
                bandWord: summary.customer.looks[1]
                sizeWord: summary.customer.looks[2]
            }
        }
        Label {
            width: parent.width
            text: summary.customer.name + (summary.customer.variant === "" ? "" : " · " + summary.customer.variant)
            color: Theme.muted
            font.pixelSize: Theme.caption
        }
        Flow {
            width: parent.width
            spacing: Theme.one

            Chip {
                objectName: "customerObstacle"
                iconName: "warning"
                tone: "warn"
                solid: true
                text: summary.customer.obstacle
            }
            Chip {
                objectName: "customerApart"
                iconName: "pause"
                text: summary.customer.apart
            }
            RunningTime {
                since: summary.customer.mayTakeBack ? 0 : summary.customer.since
                nowMs: summary.room.nowMs
            }
        }
        Fact {
            objectName: "customerCalled"
            width: parent.width
            iconName: "megaphone"
            text: summary.customer.mayTakeBack ? "" : summary.customer.called
            ink: summary.customer.wasCalled ? Theme.accent : Theme.muted
        }
        Fact {
            objectName: "customerNeeds"
            width: parent.width
            iconName: "heart"
            text: summary.customer.needs
            ink: Theme.warn
        }
    }
    StepPath {
        id: path

        visible: !summary.customer.over.shown || !summary.customer.mayTakeBack
        x: summary.wide ? who.x + who.width + Theme.three : Theme.three
        y: summary.wide ? Theme.three : who.y + who.height + Theme.two
        width: summary.wide ? parent.width - x - Theme.three : parent.width - 2 * Theme.three
        steps: summary.customer.steps
        undoText: qsTr("One step back")
        onUndoAsked: summary.room.undoStep()
    }
}
