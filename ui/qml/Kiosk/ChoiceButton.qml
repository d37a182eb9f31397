import QtQuick
import QtQuick.Templates as T

// One of several answers: icon, word and what it means; the chosen one is filled and has a tick.
T.AbstractButton {
    id: choice

    property string iconName: ""
    property string about: ""
    property bool chosen: false
    readonly property color ink: chosen ? Theme.accentInk : Theme.ink

    implicitHeight: Math.max(Theme.touch, words.implicitHeight + 2 * Theme.two)
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.RadioButton
    Accessible.name: about === "" ? text : text + ", " + about
    Accessible.checked: chosen

    background: Rectangle {
        radius: Theme.radius
        color: choice.chosen ? Theme.accent : choice.pressed ? Theme.pressed : Theme.raised

        FocusRing {
            shown: choice.visualFocus
        }
    }
    contentItem: Item {
        Icon {
            id: sign

            x: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            visible: name !== ""
            width: visible ? size : 0
            name: choice.chosen && choice.iconName === "" ? "check" : choice.iconName
            ink: choice.ink
        }
        Column {
            id: words

            readonly property bool alone: choice.about === "" && choice.iconName === ""

            anchors.left: sign.visible ? sign.right : parent.left
            anchors.leftMargin: Theme.two
            anchors.right: parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter

            Label {
                width: parent.width
                horizontalAlignment: words.alone && !sign.visible ? Text.AlignHCenter : Text.AlignLeft
                text: choice.text
                color: choice.ink
                font.weight: Font.DemiBold
                lineHeight: 1.05
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                width: parent.width
                text: choice.about
                color: choice.chosen ? Theme.accentInk : Theme.muted
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
    }
}
