import QtQuick
import QtQuick.Templates as T
import Kiosk

// One customer, or so many of a model who have not come.
T.ItemDelegate {
    id: line

    required property int index
    required property string key
    required property string number
    required property string name
    required property string product
    required property real since
    required property string sinceText
    required property string note
    required property string tone
    required property bool mayOpen
    property real nowMs: 0
    readonly property int minutes: since > 0 ? Math.max(0, Math.floor((nowMs - since) / 60000)) : -1

    objectName: "person_" + index
    width: ListView.view ? ListView.view.width - Theme.two : 0
    implicitHeight: Math.max(Theme.px(88), words.height + 2 * Theme.two, times.height + 2 * Theme.two)
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: [number, name, product, note, sinceText].filter(part => part !== "").join(", ")

    background: Card {
        tone: line.tone
        pressed: line.pressed && line.mayOpen
        focused: line.ListView.isCurrentItem && line.ListView.view.activeFocus
    }
    contentItem: Item {
        Label {
            id: call

            x: Theme.four
            width: Theme.px(132)
            anchors.verticalCenter: parent.verticalCenter
            text: line.number
            font.pixelSize: Theme.px(36)
            font.weight: Font.Bold
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Column {
            id: words

            anchors.left: call.right
            anchors.leftMargin: Theme.two
            anchors.right: times.left
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter

            Label {
                objectName: "personName"
                width: parent.width
                text: line.name
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: line.note === "" ? line.product : line.product + " · " + line.note
                color: line.tone === "" ? Theme.muted : Theme.colour(line.tone)
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        Column {
            id: times

            anchors.right: further.left
            anchors.rightMargin: Theme.one
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(188)

            Label {
                visible: line.minutes >= 0
                width: parent.width
                horizontalAlignment: Text.AlignRight
                text: qsTr("%1 min").arg(line.minutes)
                font.weight: Font.Bold
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                width: parent.width
                horizontalAlignment: Text.AlignRight
                text: line.sinceText
                color: Theme.muted
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        Icon {
            id: further

            anchors.right: parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(28)
            opacity: line.mayOpen ? 1 : 0
            name: "arrow"
            ink: Theme.muted
            size: Theme.px(28)
        }
    }
}
