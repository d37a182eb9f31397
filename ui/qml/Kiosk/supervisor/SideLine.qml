import QtQuick
import Kiosk

// One line of a list beside the table: a picture and up to four lines of words.
Item {
    id: line

    required property int index
    property string picture: ""
    property string pictureTone: ""
    property string head: ""
    property string first: ""
    property string second: ""
    property string third: ""

    width: ListView.view ? ListView.view.width - Theme.two : 0
    implicitHeight: words.height + Theme.two
    Accessible.role: Accessible.ListItem
    Accessible.name: [head, first, second, third].filter(part => part !== "").join(", ")

    Rectangle {
        visible: line.index > 0
        width: parent.width
        height: Theme.px(1)
        color: Theme.line
    }
    Icon {
        id: icon

        y: words.y + Theme.px(2)
        name: line.picture
        ink: line.pictureTone === "" ? Theme.muted : Theme.colour(line.pictureTone)
        size: Theme.px(28)
    }
    Column {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: Theme.two
        anchors.right: parent.right
        y: Theme.one
        spacing: Theme.px(2)

        Label {
            width: parent.width
            text: line.head
            font.pixelSize: Theme.px(20 * Theme.textFactor)
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Label {
            visible: text !== ""
            width: parent.width
            text: line.first
            font.pixelSize: Theme.px(17 * Theme.textFactor)
            Accessible.ignored: true
        }
        Label {
            visible: text !== ""
            width: parent.width
            text: line.second
            color: Theme.muted
            font.pixelSize: Theme.px(17 * Theme.textFactor)
            Accessible.ignored: true
        }
        Label {
            visible: text !== ""
            width: parent.width
            text: line.third
            color: Theme.muted
            font.pixelSize: Theme.px(17 * Theme.textFactor)
            Accessible.ignored: true
        }
    }
}
