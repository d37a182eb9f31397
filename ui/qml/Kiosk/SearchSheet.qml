pragma ComponentBehavior: Bound
import QtQuick

// Search by name or last four digits, by touch or by keys; a touched row is checked in by the same rules as a scan.
Sheet {
    id: sheet

    required property EntranceModel model
    property bool portrait: false

    title: qsTr("Search by name")
    onClosed: sheet.model.closeSheet()

    Rectangle {
        id: field

        x: sheet.portrait ? 0 : list.width + Theme.three
        width: parent.width - x
        height: Theme.px(80)
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.px(3)
        border.color: Theme.accent

        Icon {
            id: lens

            x: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            ink: Theme.muted
        }
        TextInput {
            id: input

            objectName: "searchField"
            anchors.left: lens.right
            anchors.leftMargin: Theme.two
            anchors.right: parent.right
            anchors.rightMargin: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            focus: true
            clip: true
            text: sheet.model.search.query
            maximumLength: 40
            font.family: Theme.family
            font.pixelSize: Theme.body
            font.weight: Font.DemiBold
            color: Theme.ink
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            Accessible.role: Accessible.EditableText
            Accessible.name: sheet.title
            onTextEdited: sheet.model.search.setQuery(text)
        }
        Label {
            anchors.left: input.left
            anchors.right: input.right
            anchors.verticalCenter: parent.verticalCenter
            visible: input.text === ""
            text: qsTr("Name, or last four digits of the phone")
            color: Theme.muted
        }
    }
    ListView {
        id: list

        objectName: "matches"
        y: sheet.portrait ? field.height + Theme.two : 0
        width: sheet.portrait ? parent.width : Theme.px(440)
        height: (sheet.portrait ? keyboard.y - Theme.two : parent.height) - y
        clip: true
        spacing: Theme.one
        boundsBehavior: Flickable.StopAtBounds
        model: sheet.model.search
        reuseItems: true
        onMovementStarted: sheet.model.touched()
        delegate: MatchRow {
            width: list.width
            onClicked: sheet.model.choose(index)
        }
    }
    Column {
        visible: sheet.model.search.count === 0
        x: list.x + Theme.three
        y: list.y + Math.max(Theme.two, (list.height - height) / 2)
        width: list.width - 2 * Theme.three
        spacing: Theme.two

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: sheet.model.search.nothingFound ? "question" : "search"
            ink: Theme.muted
            size: Theme.px(56)
        }
        Label {
            objectName: "searchEmpty"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: sheet.model.search.nothingFound ? qsTr("Nobody found in this terminal’s copy. Check the spelling, or call a supervisor.") : qsTr("Type the beginning of a first or last name")
            color: Theme.muted
            lineHeight: 1.15
        }
    }
    Keyboard {
        id: keyboard

        x: sheet.portrait ? 0 : field.x
        y: sheet.portrait ? parent.height - height : field.height + Theme.three
        width: parent.width - x
        tall: sheet.portrait ? Theme.px(80) : (parent.height - field.height - Theme.three - 4 * spacing) / 5
        language: sheet.model.language
        onPressed: key => {
            sheet.model.touched();
            sheet.model.search.typeKey(key);
        }
        onErased: sheet.model.search.erase()
    }
}
