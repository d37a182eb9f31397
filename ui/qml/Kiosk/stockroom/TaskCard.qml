import QtQuick
import QtQuick.Templates as T
import Kiosk

// One task on the board; the whole card is touched.
T.ItemDelegate {
    id: card

    required property int index
    required property string key
    required property string number
    required property string name
    required property string variant
    required property string shelf
    required property string shelfText
    required property string caseWord
    required property string bandWord
    required property string sizeWord
    required property real since
    required property string promised
    required property string alert
    required property string alertText
    required property string held
    required property string counter
    required property string needs
    required property string spoken
    property real nowMs: 0
    readonly property string tone: alert === "broken" ? "bad" : alert === "soon" ? "warn" : counter !== "" ? "good" : ""

    objectName: "task_" + number
    width: ListView.view ? ListView.view.width : 0
    implicitHeight: Math.max(width < Theme.px(800) ? Theme.px(156) : Theme.px(120), product.height + 2 * Theme.two, times.height + 2 * Theme.two)
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken

    background: Card {
        tone: card.tone
        pressed: card.pressed
        focused: card.ListView.isCurrentItem && card.ListView.view.activeFocus
    }
    contentItem: Item {
        Column {
            id: head

            x: Theme.four
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(144)
            spacing: Theme.half

            Label {
                objectName: "cardNumber"
                text: card.number
                font.pixelSize: Theme.px(46)
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Row {
                visible: card.shelf !== ""
                spacing: Theme.half

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "shelf"
                    size: Theme.px(24)
                    ink: Theme.accent
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: card.shelfText
                    color: Theme.accent
                    font.weight: Font.DemiBold
                    font.pixelSize: Theme.caption
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
        ProductTile {
            id: tile

            anchors.left: head.right
            anchors.leftMargin: Theme.one
            anchors.verticalCenter: parent.verticalCenter
            caseWord: card.caseWord
            bandWord: card.bandWord
            sizeWord: card.sizeWord
        }
        Column {
            id: product

            anchors.left: tile.right
            anchors.leftMargin: Theme.two
            anchors.right: times.left
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.half

            Label {
                objectName: "cardName"
                width: parent.width
                text: card.name
                font.weight: Font.DemiBold
                lineHeight: 1.05
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                width: parent.width
                text: card.variant
                color: Theme.muted
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
            Label {
                objectName: "cardHeld"
                visible: text !== ""
                width: parent.width
                text: card.held
                color: Theme.accent
                font.pixelSize: Theme.caption
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                objectName: "cardNeeds"
                visible: text !== ""
                width: parent.width
                text: card.needs
                color: Theme.warn
                font.pixelSize: Theme.caption
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
        }
        Column {
            id: times

            anchors.right: parent.right
            anchors.rightMargin: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(184)
            spacing: Theme.half

            AlertChip {
                visible: card.alert !== ""
                anchors.right: parent.right
                alert: card.alert
                text: card.alertText
            }
            Chip {
                objectName: "cardCounter"
                anchors.right: parent.right
                iconName: "counter"
                tone: "good"
                solid: true
                text: card.counter
            }
            RunningTime {
                anchors.right: parent.right
                since: card.since
                nowMs: card.nowMs
                alert: card.alert
            }
            Label {
                visible: text !== ""
                width: parent.width
                horizontalAlignment: Text.AlignRight
                text: card.promised
                color: Theme.muted
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
    }
}
