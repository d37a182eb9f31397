import QtQuick
import QtQuick.Templates as T

// One search result: the masked name, what is waiting, and how far it has come.
T.ItemDelegate {
    id: row

    required property int index
    required property string name
    required property string phone
    required property string product
    required property string slot
    required property string stage

    function stageWord(): string {
        switch (row.stage) {
        case "booked":
            return qsTr("Expected");
        case "arrived":
            return qsTr("Here");
        case "preparing":
            return qsTr("In preparation");
        case "ready":
            return qsTr("Ready");
        case "collected":
            return qsTr("Collected");
        case "cancelled":
            return qsTr("Cancelled");
        case "rescheduled":
            return qsTr("Moved");
        case "no_show":
            return qsTr("Did not come");
        case "on_hold":
            return qsTr("On hold");
        }
        return "";
    }

    objectName: "match_" + index
    implicitHeight: Math.max(Theme.px(88), lines.height + 2 * Theme.two)
    focusPolicy: Qt.TabFocus
    Accessible.name: [name, slot, product, stageWord()].join(", ")

    background: Rectangle {
        radius: Theme.radius
        color: row.pressed ? Theme.pressed : Theme.surface

        FocusRing {
            shown: row.visualFocus
        }
    }

    contentItem: Item {
        Column {
            id: lines

            x: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 2 * x
            spacing: Theme.half

            Item {
                width: parent.width
                height: Math.max(title.height, state.height)

                Label {
                    id: title

                    anchors.left: parent.left
                    anchors.right: state.visible ? state.left : parent.right
                    anchors.rightMargin: Theme.one
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.phone === "" ? row.name : row.name + "  ·· " + row.phone
                    font.weight: Font.DemiBold
                }
                Badge {
                    id: state

                    visible: text !== ""
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.stageWord()
                    ink: row.stage === "booked" ? Theme.ink : Theme.warn
                }
            }
            Label {
                width: parent.width
                text: row.product === "" ? row.slot : row.slot + ", " + row.product
                color: Theme.muted
                font.pixelSize: Theme.caption
            }
        }
    }
}
