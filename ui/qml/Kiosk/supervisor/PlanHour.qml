import QtQuick
import Kiosk

// One hour of the plan: who works, and the places of the slots that begin in it.
Item {
    id: line

    required property int index
    required property string key
    required property string start
    required property string people
    required property string places

    width: ListView.view ? ListView.view.width - Theme.one : 0
    implicitHeight: Math.max(Theme.touch, words.height + Theme.two)
    Accessible.role: Accessible.ListItem
    Accessible.name: [start, people, places].filter(part => part !== "").join(", ")

    Rectangle {
        visible: line.index > 0
        width: parent.width
        height: Theme.px(1)
        color: Theme.line
    }
    Label {
        id: hour

        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(130)
        text: line.start
        font.weight: Font.Bold
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Column {
        id: words

        anchors.left: hour.right
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Label {
            width: parent.width
            text: line.people
            font.pixelSize: Theme.px(20 * Theme.textFactor)
            Accessible.ignored: true
        }
        Label {
            visible: text !== ""
            width: parent.width
            text: line.places
            color: Theme.muted
            font.pixelSize: Theme.px(17 * Theme.textFactor)
            Accessible.ignored: true
        }
    }
}
