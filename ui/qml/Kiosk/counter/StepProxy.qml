pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The second half of the spoken code, which the customer has given to whoever stands here.
Item {
    id: step

    required property CounterModel room
    readonly property KeypadModel pad: room.customer.pad

    Row {
        id: places

        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.one

        Repeater {
            model: step.pad.length

            delegate: Rectangle {
                id: place

                required property int index
                readonly property bool next: index === step.pad.typed.length

                width: Theme.px(80)
                height: Theme.px(88)
                radius: Theme.px(12)
                color: Theme.ground
                border.width: next || step.room.customer.proxyWrong ? Theme.px(3) : Theme.px(1)
                border.color: step.room.customer.proxyWrong ? Theme.bad : next ? Theme.accent : Theme.line

                Label {
                    anchors.centerIn: parent
                    text: step.pad.typed.charAt(place.index)
                    font.pixelSize: Theme.title
                    font.weight: Font.Bold
                    wrapMode: Text.NoWrap
                }
            }
        }
        TouchButton {
            objectName: "eraseKey"
            implicitHeight: Theme.px(88)
            enabled: step.pad.typed !== ""
            iconName: "erase"
            kind: "quiet"
            Accessible.name: qsTr("Erase")
            onClicked: step.pad.erase()
        }
    }
    Grid {
        id: keys

        readonly property real cell: (width - 7 * spacing) / 8

        anchors.top: places.bottom
        anchors.topMargin: Theme.three
        anchors.bottom: parent.bottom
        width: parent.width
        columns: 8
        spacing: Theme.one

        Repeater {
            model: step.pad.alphabet.length

            delegate: TouchButton {
                required property int index

                objectName: "key_" + text
                width: keys.cell
                height: Math.max(Theme.touch, Math.min(Theme.px(96), (keys.height - 3 * keys.spacing) / 4))
                text: step.pad.alphabet.charAt(index)
                textSize: Theme.px(30)
                onClicked: step.pad.typeKey(text)
            }
        }
    }
}
