import QtQuick
import QtQuick.Templates as T
import Kiosk

// Differences of one kind: what, how many, which, and what was said about them.
T.ItemDelegate {
    id: line

    required property int index
    required property string key
    required property string title
    required property string count
    required property string which
    required property string why
    required property bool isOpen
    property bool chosen: false

    objectName: "difference_" + index
    implicitHeight: Math.max(Theme.touch, words.height + 2 * Theme.px(12))
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: [count, title, which, why].filter(part => part !== "").join(", ")

    background: Card {
        edge: false
        chosen: line.chosen
        pressed: line.pressed
        focused: line.ListView.isCurrentItem && line.ListView.view.activeFocus
    }
    contentItem: Item {
        Icon {
            id: mark

            x: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            name: line.isOpen ? "question" : "check"
            ink: line.isOpen ? Theme.bad : Theme.good
        }
        Label {
            id: number

            anchors.left: mark.right
            anchors.leftMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(64 * Theme.textFactor)
            horizontalAlignment: Text.AlignRight
            text: line.count
            font.pixelSize: Theme.px(30 * Theme.textFactor)
            font.weight: Font.Bold
            Accessible.ignored: true
        }
        Column {
            id: words

            anchors.left: number.right
            anchors.leftMargin: Theme.two
            anchors.right: parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter

            Label {
                width: parent.width
                text: line.title
                font.pixelSize: Theme.px(20 * Theme.textFactor)
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: line.which
                color: Theme.muted
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: line.why
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
    }
}
