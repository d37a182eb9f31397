pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// A label that no scanner reads: its two numbers, typed.
Sheet {
    id: sheet

    required property LabelModel label
    required property string language
    property bool portrait: false
    property string done: qsTr("Check this box")
    signal checked

    title: qsTr("Type the label")
    onTyped: key => sheet.label.typeKey(key)
    onErased: sheet.label.erase()
    Keys.onReturnPressed: sheet.checked()
    Keys.onEnterPressed: sheet.checked()

    Grid {
        id: fields

        width: parent.width
        columns: sheet.portrait ? 1 : 2
        spacing: Theme.two

        Repeater {
            model: 2

            delegate: T.AbstractButton {
                id: field

                required property int index
                readonly property bool chosen: sheet.label.atSerial === (index === 1)
                readonly property string typed: index === 0 ? sheet.label.article : sheet.label.serial

                objectName: index === 0 ? "articleField" : "serialField"
                width: sheet.portrait ? fields.width : (fields.width - Theme.two) / 2
                height: Theme.px(112)
                focusPolicy: Qt.TabFocus
                text: index === 0 ? qsTr("Article number") : qsTr("Serial number")
                Accessible.name: text + ": " + typed
                onClicked: sheet.label.goTo(index === 1)

                background: Rectangle {
                    radius: Theme.radius
                    color: Theme.surface
                    border.width: field.chosen ? Theme.px(3) : Theme.px(1)
                    border.color: field.chosen ? Theme.accent : Theme.line

                    FocusRing {
                        shown: field.visualFocus
                    }
                }
                contentItem: Column {
                    padding: Theme.two

                    Label {
                        text: field.text
                        color: Theme.muted
                        font.pixelSize: Theme.caption
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                    Label {
                        text: field.typed === "" ? "–" : field.typed
                        font.pixelSize: Theme.px(32)
                        font.weight: Font.Bold
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Label {
        id: wrong

        objectName: "labelWrong"
        anchors.top: fields.bottom
        anchors.topMargin: Theme.one
        width: parent.width
        text: sheet.label.wrong
        color: Theme.bad
        font.weight: Font.DemiBold
    }
    Keyboard {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: check.top
        anchors.bottomMargin: Theme.two
        width: Math.min(parent.width, Theme.px(1000))
        tall: Theme.px(64)
        language: sheet.language
        onPressed: key => sheet.label.typeKey(key)
        onErased: sheet.label.erase()
    }
    PrimaryButton {
        id: check

        objectName: "checkLabel"
        anchors.bottom: parent.bottom
        width: parent.width
        iconName: sheet.label.atSerial ? "check" : "arrow"
        text: sheet.label.atSerial ? sheet.done : qsTr("Then the serial number")
        onClicked: sheet.checked()
    }
}
