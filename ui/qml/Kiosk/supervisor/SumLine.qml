import QtQuick
import Kiosk

// One line of an account: what it is, and how many.
Item {
    id: line

    required property string label
    required property string value
    property bool total: false
    property bool alarming: false

    implicitHeight: Theme.px(38 * Theme.textFactor)
    Accessible.role: Accessible.StaticText
    Accessible.name: label + ": " + value

    Label {
        anchors.left: parent.left
        anchors.right: number.left
        anchors.rightMargin: Theme.one
        anchors.verticalCenter: parent.verticalCenter
        text: line.label
        color: line.alarming ? Theme.bad : line.total ? Theme.ink : Theme.muted
        font.pixelSize: Theme.px(20 * Theme.textFactor)
        font.weight: line.total || line.alarming ? Font.DemiBold : Font.Normal
        Accessible.ignored: true
    }
    Label {
        id: number

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: line.value
        color: line.alarming ? Theme.bad : Theme.ink
        font.pixelSize: Theme.px((line.total ? 30 : 24) * Theme.textFactor)
        font.weight: Font.Bold
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.px(1)
        color: Theme.line
        visible: line.total
    }
}
