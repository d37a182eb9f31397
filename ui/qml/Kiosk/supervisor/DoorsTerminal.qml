pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// One terminal's last signed check.
Item {
    id: line

    required property int index
    required property string key
    required property string name
    required property string about
    required property string light
    required property var wrong

    readonly property string tone: light === "red" ? "bad" : light === "amber" ? "warn" : "good"

    objectName: "terminal_" + key
    width: ListView.view ? ListView.view.width - Theme.one : 0
    implicitHeight: words.height + 2 * Theme.two
    Accessible.role: Accessible.ListItem
    Accessible.name: [mark.text, name, about].concat(wrong).filter(part => part !== "").join(", ")

    Card {
        anchors.fill: parent
        tone: line.light === "green" ? "" : line.tone
    }
    Column {
        id: words

        x: Theme.three + Theme.one
        anchors.verticalCenter: parent.verticalCenter
        width: mark.x - x - Theme.two
        spacing: Theme.px(2)

        Label {
            width: parent.width
            text: line.name
            font.pixelSize: Theme.px(22 * Theme.textFactor)
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: line.about
            color: Theme.muted
            font.pixelSize: Theme.px(17 * Theme.textFactor)
            Accessible.ignored: true
        }
        Repeater {
            model: line.wrong

            delegate: Label {
                required property string modelData

                width: words.width
                text: modelData
                font.pixelSize: Theme.px(17 * Theme.textFactor)
                Accessible.ignored: true
            }
        }
    }
    Chip {
        id: mark

        anchors.right: parent.right
        anchors.rightMargin: Theme.two
        anchors.verticalCenter: parent.verticalCenter
        iconName: line.light === "green" ? "check" : line.light === "red" ? "cross" : "warning"
        tone: line.tone
        solid: line.light === "red"
        text: line.light === "green" ? qsTr("Ready") : line.light === "red" ? qsTr("Not ready") : qsTr("Look")
        Accessible.ignored: true
    }
}
