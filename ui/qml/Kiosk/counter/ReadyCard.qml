import QtQuick
import QtQuick.Templates as T
import Kiosk

// One customer whose unit stands at a counter; the whole card is touched.
T.ItemDelegate {
    id: card

    required property int index
    required property string key
    required property string number
    required property string name
    required property string variant
    required property string caseWord
    required property string bandWord
    required property string sizeWord
    required property real since
    required property string called
    required property int calls
    required property string counter
    required property string obstacle
    required property string apart
    required property string handed
    required property string spoken
    property real nowMs: 0
    readonly property string tone: obstacle !== "" ? "warn" : calls > 0 && apart === "" ? "accent" : ""

    objectName: "ready_" + number
    width: ListView.view ? ListView.view.width : 0
    implicitHeight: Math.max(Theme.px(120), product.height + 2 * Theme.two, side.height + 2 * Theme.two)
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken

    background: Card {
        tone: card.tone
        pressed: card.pressed
        focused: card.ListView.isCurrentItem && card.ListView.view.activeFocus
    }
    contentItem: Item {
        Label {
            id: head

            objectName: "cardNumber"
            x: Theme.four
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(144)
            text: card.number
            font.pixelSize: Theme.px(46)
            font.weight: Font.Bold
            wrapMode: Text.NoWrap
            Accessible.ignored: true
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
            anchors.right: side.left
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
                objectName: "cardCalled"
                visible: text !== ""
                width: parent.width
                text: card.handed !== "" ? card.handed : card.called
                color: card.calls > 0 ? Theme.accent : Theme.muted
                font.pixelSize: Theme.caption
                font.weight: card.calls > 0 ? Font.DemiBold : Font.Normal
                Accessible.ignored: true
            }
        }
        Column {
            id: side

            anchors.right: parent.right
            anchors.rightMargin: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(Theme.px(160), Math.min(Theme.px(280), chips.implicitWidth))
            spacing: Theme.half

            Column {
                id: chips

                anchors.right: parent.right
                spacing: Theme.half

                Chip {
                    objectName: "cardObstacle"
                    anchors.right: parent?.right
                    iconName: "warning"
                    tone: "warn"
                    solid: true
                    text: card.obstacle
                }
                Chip {
                    objectName: "cardApart"
                    anchors.right: parent?.right
                    iconName: "pause"
                    text: card.apart
                }
                Chip {
                    objectName: "cardCounter"
                    anchors.right: parent?.right
                    iconName: "counter"
                    tone: "good"
                    text: card.counter
                }
            }
            RunningTime {
                anchors.right: parent.right
                since: card.since
                nowMs: card.nowMs
            }
        }
    }
}
