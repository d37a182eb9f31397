pragma ComponentBehavior: Bound
import QtQuick

// The spoken code, eight characters of an alphabet without look-alikes; the eighth presents it.
Sheet {
    id: sheet

    required property EntranceModel model
    property bool portrait: false
    readonly property string alphabet: sheet.model.keypad.alphabet
    readonly property real gap: Theme.one

    title: qsTr("Type the code")
    onClosed: sheet.model.closeSheet()
    onTyped: key => sheet.model.keypad.typeKey(key)
    onErased: sheet.model.keypad.erase()

    Item {
        id: side

        width: sheet.portrait ? parent.width : Theme.px(376)
        height: sheet.portrait ? keys.y - Theme.three : parent.height

        Column {
            width: parent.width
            spacing: Theme.three

            Label {
                width: parent.width
                text: qsTr("The eight characters under the code, in the customer’s e-mail")
                color: Theme.muted
                lineHeight: 1.15
            }
            Grid {
                id: places

                objectName: "typedPlaces"
                columns: sheet.portrait ? 8 : 4
                spacing: sheet.gap

                Repeater {
                    model: sheet.model.keypad.length

                    delegate: Rectangle {
                        id: place

                        required property int index
                        readonly property bool next: index === sheet.model.keypad.typed.length

                        width: (side.width - (places.columns - 1) * sheet.gap) / places.columns
                        height: Theme.px(96)
                        radius: Theme.px(12)
                        color: Theme.surface
                        border.width: next ? Theme.px(3) : Theme.px(1)
                        border.color: next ? Theme.accent : Theme.line

                        Label {
                            anchors.centerIn: parent
                            text: sheet.model.keypad.typed.charAt(place.index)
                            font.pixelSize: Theme.title
                            font.weight: Font.Bold
                            wrapMode: Text.NoWrap
                        }
                    }
                }
            }
            TouchButton {
                objectName: "eraseKey"
                width: parent.width
                implicitHeight: Theme.px(80)
                enabled: sheet.model.keypad.typed !== ""
                text: qsTr("Erase")
                iconName: "erase"
                fill: "transparent"
                line: Theme.line
                onClicked: sheet.model.keypad.erase()
            }
        }
    }
    Grid {
        id: keys

        readonly property real cell: (width - 7 * sheet.gap) / 8
        readonly property real tall: sheet.portrait ? Theme.px(112) : (parent.height - 3 * sheet.gap) / 4

        x: sheet.portrait ? 0 : side.width + Theme.three
        y: sheet.portrait ? parent.height - height : 0
        width: parent.width - x
        columns: 8
        spacing: sheet.gap

        Repeater {
            model: sheet.alphabet.length

            delegate: TouchButton {
                required property int index

                objectName: "key_" + text
                width: keys.cell
                height: keys.tall
                textSize: Theme.title
                text: sheet.alphabet.charAt(index)
                fill: index < 8 ? Theme.raised : Theme.surface
                onClicked: sheet.model.keypad.typeKey(text)
            }
        }
    }
}
