import QtQuick
import QtQuick.Templates as T

// One of several answers, in as many lines as its words need.
T.AbstractButton {
    id: button

    property bool chosen: false
    property string detail: ""
    property real textSize: Theme.px(19 * Theme.textFactor)

    implicitHeight: Math.max(Theme.touch, words.height + Theme.two)
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.Button
    Accessible.name: detail === "" ? text : text + ", " + detail
    Accessible.checked: chosen

    background: Rectangle {
        radius: Theme.radius
        color: button.pressed ? Theme.pressed : Theme.raised
        border.width: button.chosen ? Theme.px(3) : 0
        border.color: Theme.accent

        FocusRing {
            shown: button.visualFocus
        }
    }
    contentItem: Item {
        Column {
            id: words

            x: Theme.two
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter

            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: button.text
                font.pixelSize: button.textSize
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: button.detail
                color: Theme.muted
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
    }
}
