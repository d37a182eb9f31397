import QtQuick
import Kiosk

// One event on the timeline.
Item {
    id: line

    required property int index
    required property string time
    required property string title
    required property string detail
    required property string place
    required property string iconName
    required property string tone
    required property bool undone
    readonly property bool last: ListView.view ? index === ListView.view.count - 1 : true

    objectName: "event_" + index
    width: ListView.view ? ListView.view.width - Theme.two : 0
    implicitHeight: Math.max(Theme.px(80), words.height + Theme.three)
    Accessible.role: Accessible.ListItem
    Accessible.name: [time, title, detail, place].filter(part => part !== "").join(", ")

    Label {
        id: time

        y: Theme.px(8)
        width: Theme.px(120)
        horizontalAlignment: Text.AlignRight
        text: line.time
        font.pixelSize: Theme.caption
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    Rectangle {
        visible: !line.last
        x: dot.x + dot.width / 2 - width / 2
        y: dot.y + dot.height
        width: Theme.px(3)
        height: parent.height - dot.height
        color: Theme.line
    }
    Rectangle {
        id: dot

        anchors.left: time.right
        anchors.leftMargin: Theme.two
        width: Theme.px(40)
        height: width
        radius: width / 2
        color: Theme.soft(line.tone)

        Icon {
            anchors.centerIn: parent
            name: line.iconName
            ink: line.tone === "" ? Theme.muted : Theme.colour(line.tone)
            size: Theme.px(24)
        }
    }
    Column {
        id: words

        anchors.left: dot.right
        anchors.leftMargin: Theme.two
        anchors.right: parent.right
        y: Theme.half

        Label {
            objectName: "eventTitle"
            width: parent.width
            text: line.undone ? qsTr("%1 (taken back)").arg(line.title) : line.title
            color: line.undone ? Theme.muted : Theme.ink
            font.weight: Font.DemiBold
            font.strikeout: line.undone
            Accessible.ignored: true
        }
        Label {
            visible: text !== ""
            width: parent.width
            text: line.detail
            font.pixelSize: Theme.caption
            color: line.undone ? Theme.muted : Theme.ink
            Accessible.ignored: true
        }
        Label {
            visible: text !== ""
            width: parent.width
            text: line.place
            color: Theme.muted
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
}
