pragma ComponentBehavior: Bound
import QtQuick

// The way a unit goes, from top to bottom: done, present, to come. The last step done can be taken back where it stands.
Column {
    id: path

    required property RowsModel steps
    property string undoText: "" // what taking back the last step would take back; empty: nothing
    signal undoAsked

    Accessible.role: Accessible.List
    Accessible.name: qsTr("Steps")

    Repeater {
        id: stops

        model: path.steps

        delegate: Item {
            id: stop

            required property int index
            required property string label
            required property string icon
            required property string place
            required property bool last
            readonly property bool now: place === "now"

            objectName: "step_" + index
            width: path.width
            height: Theme.px(64)
            Accessible.role: Accessible.ListItem
            Accessible.name: label + ", " + (place === "done" ? qsTr("done") : now ? qsTr("now") : qsTr("to come"))

            Rectangle {
                visible: stop.index < stops.count - 1
                x: Theme.px(22) - width / 2
                y: Theme.px(32)
                width: Theme.px(3)
                height: Theme.px(64)
                color: stop.place === "done" ? Theme.good : Theme.line
            }
            Rectangle {
                id: mark

                anchors.verticalCenter: parent.verticalCenter
                width: Theme.px(44)
                height: width
                radius: width / 2
                color: stop.place === "done" ? Theme.good : stop.now ? Theme.accent : Theme.surface
                border.width: stop.place === "next" ? Theme.px(2) : 0
                border.color: Theme.line

                Icon {
                    anchors.centerIn: parent
                    name: stop.place === "done" ? "check" : stop.icon
                    ink: stop.place === "done" ? Theme.goodInk : stop.now ? Theme.accentInk : Theme.muted
                    size: Theme.px(26)
                }
            }
            Label {
                anchors.left: mark.right
                anchors.leftMargin: Theme.two
                anchors.right: undo.visible ? undo.left : parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: stop.label
                color: stop.now ? Theme.ink : Theme.muted
                font.pixelSize: Theme.px(22 * Theme.textFactor)
                font.weight: stop.now ? Font.Bold : Font.Medium
                lineHeight: 1.0
                Accessible.ignored: true
            }
            TouchButton {
                id: undo

                objectName: "undoStep"
                visible: stop.last && path.undoText !== ""
                anchors.right: parent.right
                implicitWidth: Theme.touch
                implicitHeight: Theme.touch
                fill: "transparent"
                iconName: "undo"
                Accessible.name: path.undoText
                onClicked: path.undoAsked()
            }
        }
    }
}
