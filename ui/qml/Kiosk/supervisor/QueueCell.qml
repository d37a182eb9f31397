import QtQuick
import QtQuick.Templates as T
import Kiosk

// How many of a slot are so far, and a bar of their share; a touch shows who they are.
T.AbstractButton {
    id: cell

    required property int amount
    required property int total
    required property string about
    property color ink: Theme.ink
    property bool current: false // the keys are here

    enabled: amount > 0
    focusPolicy: Qt.NoFocus
    Accessible.name: about + ": " + amount

    background: Rectangle {
        radius: Theme.one
        color: cell.pressed ? Theme.pressed : "transparent"

        FocusRing {
            shown: cell.current
            corner: Theme.one
        }
    }
    contentItem: Item {
        Label {
            id: number

            anchors.horizontalCenter: parent.horizontalCenter
            y: (parent.height - height - bar.height - Theme.half) / 2
            text: cell.amount
            color: cell.amount > 0 ? Theme.ink : Theme.muted
            font.weight: cell.amount > 0 ? Font.Bold : Font.Normal
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Rectangle {
            id: bar

            x: Theme.one
            anchors.top: number.bottom
            anchors.topMargin: Theme.half
            width: parent.width - 2 * x
            height: Theme.px(10)
            radius: height / 2
            color: Theme.raised

            Rectangle {
                width: cell.amount === 0 ? 0 : Math.max(height, parent.width * cell.amount / Math.max(1, cell.total))
                height: parent.height
                radius: height / 2
                color: cell.ink

                Behavior on width {
                    NumberAnimation {
                        duration: Theme.calm
                    }
                }
            }
        }
    }
}
