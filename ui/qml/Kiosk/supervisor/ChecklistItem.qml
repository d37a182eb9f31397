import QtQuick
import QtQuick.Templates as T
import Kiosk

// One thing of the morning: a touch ticks it, or takes the tick back.
T.ItemDelegate {
    id: line

    required property int index
    required property string key
    required property string label
    required property string about
    required property bool ticked
    required property bool due

    objectName: "item_" + key
    width: ListView.view ? ListView.view.width - Theme.one : 0
    implicitHeight: Math.max(Theme.touch, words.height + 2 * Theme.px(10))
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: ticked
    Accessible.name: [label, about, due ? qsTr("Due") : ""].filter(part => part !== "").join(", ")

    background: Card {
        edge: line.due
        tone: line.due ? "warn" : ""
        pressed: line.pressed
        focused: line.ListView.isCurrentItem && line.ListView.view.activeFocus
    }
    contentItem: Item {
        Rectangle {
            id: box

            x: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(36)
            height: width
            radius: Theme.one
            color: line.ticked ? Theme.good : "transparent"
            border.width: Theme.px(3)
            border.color: line.ticked ? Theme.good : line.due ? Theme.warn : Theme.muted

            Icon {
                anchors.centerIn: parent
                visible: line.ticked
                name: "check"
                ink: Theme.goodInk
                size: Theme.px(28)
            }
        }
        Column {
            id: words

            anchors.left: box.right
            anchors.leftMargin: Theme.two
            anchors.right: late.visible ? late.left : parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(2)

            Label {
                width: parent.width
                text: line.label
                color: line.ticked ? Theme.muted : Theme.ink
                font.pixelSize: Theme.px(20 * Theme.textFactor)
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
        }
        Chip {
            id: late

            anchors.right: parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            visible: line.due
            iconName: "clock-late"
            tone: "warn"
            text: qsTr("Due")
            Accessible.ignored: true
        }
    }
}
