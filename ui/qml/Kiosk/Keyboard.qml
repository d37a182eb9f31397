pragma ComponentBehavior: Bound
import QtQuick

// The on-screen keyboard of the search: AZERTY or QWERTY, digits above, no shift and no accents: the search ignores both.
Column {
    id: keyboard

    required property string language
    readonly property var rows: language === "fr" ? ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn'-"] : ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm'-"]
    readonly property real cell: (width - 9 * spacing) / 10
    property real tall: Theme.px(72)
    signal pressed(string key)
    signal erased

    spacing: Theme.one

    Repeater {
        model: keyboard.rows

        delegate: Row {
            id: row

            required property string modelData

            anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
            spacing: keyboard.spacing

            Repeater {
                model: row.modelData.length

                delegate: TouchButton {
                    required property int index
                    readonly property string character: row.modelData.charAt(index)

                    objectName: "letter_" + character
                    width: keyboard.cell
                    height: keyboard.tall
                    text: character.toUpperCase()
                    fill: character >= "0" && character <= "9" ? Theme.raised : Theme.surface
                    onClicked: keyboard.pressed(character)
                }
            }
        }
    }
    Row {
        spacing: keyboard.spacing

        TouchButton {
            objectName: "letter_space"
            width: keyboard.width - erase.width - keyboard.spacing
            height: keyboard.tall
            text: qsTr("Space")
            fill: Theme.surface
            onClicked: keyboard.pressed(" ")
        }
        TouchButton {
            id: erase

            objectName: "letter_erase"
            width: 3 * keyboard.cell + 2 * keyboard.spacing
            height: keyboard.tall
            text: qsTr("Erase")
            iconName: "erase"
            onClicked: keyboard.erased()
        }
    }
}
