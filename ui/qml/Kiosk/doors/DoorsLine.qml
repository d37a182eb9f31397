import QtQuick
import QtQuick.Templates as T
import Kiosk

// One check: what it is, what was found, what to do. Its light is told by colour, icon and word.
T.ItemDelegate {
    id: line

    required property int index
    required property string key
    required property string title
    required property string says
    required property string todo
    required property string light
    required property string iconName
    required property bool tries

    readonly property string tone: light === "red" ? "bad" : light === "amber" ? "warn" : light === "green" ? "good" : ""

    function word(): string {
        switch (line.light) {
        case "green":
            return qsTr("Ready");
        case "amber":
            return qsTr("Look");
        case "red":
            return qsTr("Mend");
        }
        return qsTr("Not needed");
    }

    objectName: "check_" + key
    width: ListView.view ? ListView.view.width - Theme.one : 0
    implicitHeight: Math.max(Theme.touch, words.height + 2 * Theme.px(10))
    enabled: tries
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: [word(), title, says, todo].filter(part => part !== "").join(", ")

    background: Card {
        edge: line.light === "red" || line.light === "amber"
        tone: line.light === "red" || line.light === "amber" ? line.tone : ""
        pressed: line.pressed
        focused: line.ListView.isCurrentItem && line.ListView.view.activeFocus
    }
    contentItem: Item {
        Icon {
            id: picture

            x: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            name: line.iconName
            ink: line.tone === "" ? Theme.muted : Theme.colour(line.tone)
        }
        Column {
            id: words

            anchors.left: picture.right
            anchors.leftMargin: Theme.two
            anchors.right: mark.left
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(2)

            Label {
                width: parent.width
                text: line.title
                font.pixelSize: Theme.px(20 * Theme.textFactor)
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: line.says
                color: line.light === "green" || line.light === "not_needed" ? Theme.muted : Theme.ink
                font.pixelSize: Theme.px(17 * Theme.textFactor)
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                width: parent.width
                text: line.todo
                font.pixelSize: Theme.px(17 * Theme.textFactor)
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
        }
        Chip {
            id: mark

            anchors.right: parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            iconName: line.light === "green" ? "check" : line.light === "red" ? "cross" : line.light === "amber" ? "warning" : ""
            tone: line.tone
            solid: line.light === "red"
            text: line.word()
            Accessible.ignored: true
        }
    }
}
