import QtQuick
import Kiosk

// One wait for the wall.
Column {
    id: figure

    required property string about
    required property string value
    property string note: ""

    Label {
        width: parent.width
        text: figure.about
        color: Theme.muted
        font.pixelSize: Theme.px(26)
        font.weight: Font.DemiBold
    }
    Label {
        width: parent.width
        text: figure.value
        font.pixelSize: Theme.px(60)
        font.weight: Font.Bold
        lineHeight: 1.05
    }
    Label {
        visible: text !== ""
        width: parent.width
        text: figure.note
        font.pixelSize: Theme.px(26)
    }
}
