import QtQuick
import Kiosk

// A figure of the waits: what it is, how much, of whom.
Card {
    id: tile

    required property string about
    required property string value
    property string note: ""
    property real valueSize: Theme.px(36)
    property string iconName: ""

    edge: false
    implicitHeight: words.height + 2 * Theme.px(12)
    Accessible.role: Accessible.StaticText
    Accessible.name: [about, value, note].filter(part => part !== "").join(", ")

    Column {
        id: words

        x: Theme.two
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter

        Label {
            width: parent.width
            text: tile.about
            color: Theme.muted
            font.pixelSize: Theme.px(16 * Theme.textFactor)
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Row {
            width: parent.width
            spacing: Theme.one

            Icon {
                id: picture

                visible: tile.iconName !== ""
                width: visible ? size : 0
                anchors.verticalCenter: parent.verticalCenter
                name: tile.iconName
                ink: Theme.colour(tile.tone)
                size: Theme.px(30)
            }
            Label {
                objectName: "tileValue"
                width: parent.width - (picture.visible ? picture.width + parent.spacing : 0)
                text: tile.value
                color: tile.tone === "" ? Theme.ink : Theme.colour(tile.tone)
                font.pixelSize: tile.valueSize
                font.weight: Font.Bold
                lineHeight: 1.05
                Accessible.ignored: true
            }
        }
        Label {
            visible: text !== ""
            width: parent.width
            text: tile.note
            color: Theme.muted
            font.pixelSize: Theme.px(16 * Theme.textFactor)
            Accessible.ignored: true
        }
    }
}
