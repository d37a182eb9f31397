import QtQuick
import QtQuick.Templates as T
import Kiosk

// One side of a conflict: what happened, to whom, where; and the touch that says that this side holds.
Card {
    id: side

    required property int index
    required property string key
    required property string reservationId
    required property string who
    required property string product
    required property string what
    required property string detail
    required property string place
    required property string keep
    property bool busy: false
    signal opened
    signal held

    implicitHeight: facts.height + (hold.visible ? hold.height + Theme.two : 0)
    pressed: facts.pressed
    focused: facts.visualFocus

    T.AbstractButton {
        id: facts

        objectName: "side_" + side.index
        width: parent.width
        height: words.height + 2 * Theme.two
        focusPolicy: Qt.TabFocus
        Accessible.role: Accessible.Button
        Accessible.name: [side.who, side.product, side.what, side.detail, side.place].filter(part => part !== "").join(", ")
        onClicked: side.opened()

        Column {
            id: words

            x: Theme.three
            y: Theme.two
            width: parent.width - 2 * x
            spacing: Theme.px(2)

            Label {
                width: parent.width
                text: side.what
                font.weight: Font.DemiBold
                font.pixelSize: Theme.px(20 * Theme.textFactor)
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: side.detail
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: [side.who, side.product].filter(part => part !== "").join(", ")
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: side.place
                color: Theme.muted
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
    }
    ReasonButton {
        id: hold

        objectName: "keep_" + side.index
        visible: side.keep !== ""
        anchors.top: facts.bottom
        x: Theme.two
        width: parent.width - 2 * x
        enabled: !side.busy
        text: side.keep
        onClicked: side.held()
    }
}
