pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Who is to come to which counter. As many as there is room for, the latest call on top.
Card {
    id: panel

    required property DisplayModel shown
    readonly property real tall: Theme.px(116)
    readonly property int room: Math.max(1, Math.floor((height - list.y - Theme.one) / tall))
    readonly property int hidden: Math.max(0, shown.called.count - room)

    tone: "good"
    edge: false

    PanelTitle {
        id: title

        x: Theme.three
        y: Theme.two
        width: parent.width - 2 * x - more.width
        first: panel.shown.said("ready", 0)
        second: panel.shown.said("ready", 1)
        iconName: "check"
        ink: Theme.good
        size: Theme.px(44)
    }
    Label {
        id: more

        objectName: "moreCalled"
        anchors.right: parent.right
        anchors.rightMargin: Theme.three
        anchors.verticalCenter: title.verticalCenter
        text: panel.hidden > 0 ? panel.shown.more(panel.hidden, 0) : ""
        font.pixelSize: Theme.px(28)
        wrapMode: Text.NoWrap
    }
    ListView {
        id: list

        objectName: "called"
        anchors.top: title.bottom
        anchors.topMargin: Theme.one
        width: parent.width
        height: panel.room * panel.tall
        interactive: false
        clip: true
        model: panel.shown.called

        delegate: Item {
            id: row

            required property int index
            required property string number
            required property string name
            required property string first
            required property string second
            required property bool missed

            objectName: "called_" + index
            width: list.width
            height: panel.tall
            Accessible.role: Accessible.ListItem
            Accessible.name: [number, name, first, second].filter(part => part !== "").join(", ")

            Rectangle {
                x: Theme.three
                width: parent.width - 2 * x
                height: Theme.px(2)
                color: Theme.line
            }
            Label {
                id: number

                x: Theme.three
                anchors.verticalCenter: parent.verticalCenter
                anchors.verticalCenterOffset: row.name === "" ? 0 : -Theme.two
                text: row.number
                color: row.missed ? Theme.muted : Theme.ink
                font.pixelSize: row.name === "" ? Theme.px(84) : Theme.px(64)
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Label {
                objectName: "calledName"
                visible: text !== ""
                x: Theme.three
                anchors.top: number.bottom
                anchors.topMargin: -Theme.half
                width: where.x - x - Theme.two
                text: row.name
                font.pixelSize: Theme.px(28)
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            Icon {
                anchors.right: where.left
                anchors.rightMargin: Theme.two
                anchors.verticalCenter: parent.verticalCenter
                name: "arrow"
                ink: row.missed ? Theme.muted : Theme.good
                size: Theme.px(56)
            }
            Bilingual {
                id: where

                anchors.right: parent.right
                anchors.rightMargin: Theme.three
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(parent.width * 0.4, Theme.px(300))
                first: row.first
                second: row.second
                ink: row.missed ? Theme.muted : Theme.good
                size: Theme.px(46)
            }
        }
        displaced: Transition {
            NumberAnimation {
                property: "y"
                duration: Theme.calm
                easing.type: Easing.OutCubic
            }
        }
        add: Transition {
            NumberAnimation {
                property: "opacity"
                from: 0
                to: 1
                duration: Theme.calm
            }
        }
    }
    Bilingual {
        visible: panel.shown.called.count === 0
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.four
        align: Text.AlignHCenter
        first: panel.shown.said(panel.shown.ready ? "nobody" : "reading", 0)
        second: panel.shown.said(panel.shown.ready ? "nobody" : "reading", 1)
        ink: Theme.muted
        size: Theme.px(56)
    }
}
