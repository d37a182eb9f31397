import QtQuick
import QtQuick.Templates as T

// The one button: plain, primary (one a page), quiet or danger. `fill`, `ink` and `line` fit it to where it stands; it is
// never smaller than a fingertip.
T.AbstractButton {
    id: button

    property string iconName: ""
    property string kind: "plain" // "primary", "quiet", "danger"
    property color fill: {
        switch (button.kind) {
        case "primary":
            return Theme.accent;
        case "danger":
            return Theme.bad;
        case "quiet":
            return "transparent";
        }
        return Theme.raised;
    }
    property color ink: button.kind === "primary" ? Theme.accentInk : button.kind === "danger" ? Theme.badInk : Theme.ink
    property color line: button.kind === "quiet" ? Theme.line : "transparent"
    property bool centred: true
    property real textSize: Theme.body

    implicitWidth: Math.max(Theme.touch, content.implicitWidth + 2 * Theme.three)
    implicitHeight: Math.max(Theme.touch, content.implicitHeight + 2 * Theme.one)
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : 0.45
    Accessible.name: text
    Accessible.role: Accessible.Button

    background: Rectangle {
        radius: Theme.radius
        color: button.fill
        border.width: button.line.a > 0 ? Theme.px(2) : 0
        border.color: button.line

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: button.ink
            opacity: button.pressed ? 0.18 : 0

            Behavior on opacity {
                NumberAnimation {
                    duration: Theme.quick
                }
            }
        }
        FocusRing {
            shown: button.visualFocus
        }
    }

    contentItem: Item {
        id: content

        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row

            x: button.centred ? (parent.width - width) / 2 : Theme.three
            anchors.verticalCenter: parent.verticalCenter
            spacing: button.iconName !== "" && button.text !== "" ? Theme.two : 0

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.iconName !== ""
                width: visible ? size : 0
                name: button.iconName
                ink: button.ink
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: button.text
                color: button.ink
                font.pixelSize: button.textSize
                font.weight: Font.DemiBold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
