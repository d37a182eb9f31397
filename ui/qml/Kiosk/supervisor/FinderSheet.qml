pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Finds a reservation by name or last four digits; a touched row opens its history.
Sheet {
    id: sheet

    required property SupervisorModel model
    property bool portrait: false

    title: qsTr("Find a reservation")
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

            objectName: "finderField"
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
            Keys.onDownPressed: list.forceActiveFocus()
        }
        Label {
            anchors.left: input.left
            anchors.right: input.right
            anchors.verticalCenter: parent.verticalCenter
            visible: input.text === ""
            text: qsTr("Name, or last four digits")
            color: Theme.muted
        }
    }
    ListView {
        id: list

        objectName: "found"
        y: sheet.portrait ? field.height + Theme.two : 0
        width: sheet.portrait ? parent.width : Theme.px(440)
        height: (sheet.portrait ? keyboard.y - Theme.two : parent.height) - y
        clip: true
        spacing: Theme.one
        boundsBehavior: Flickable.StopAtBounds
        model: sheet.model.search
        reuseItems: true
        keyNavigationEnabled: true
        Keys.onReturnPressed: (currentItem as MatchRow)?.clicked()
        delegate: MatchRow {
            id: match

            width: list.width
            onClicked: sheet.model.chooseMatch(index)

            FocusRing {
                shown: match.ListView.isCurrentItem && list.activeFocus
            }
        }
    }
    EmptyState {
        visible: sheet.model.search.count === 0
        x: list.x
        y: list.y
        width: list.width
        height: list.height
        iconName: sheet.model.search.nothingFound ? "question" : "search"
        title: sheet.model.search.nothingFound ? qsTr("Nobody found in this terminal’s copy") : qsTr("Type the beginning of a first or last name")
    }
    Keyboard {
        id: keyboard

        x: sheet.portrait ? 0 : field.x
        y: sheet.portrait ? parent.height - height : field.height + Theme.three
        width: parent.width - x
        tall: sheet.portrait ? Theme.px(80) : (parent.height - field.height - Theme.three - 4 * spacing) / 5
        language: sheet.model.language
        onPressed: key => sheet.model.search.typeKey(key)
        onErased: sheet.model.search.erase()
    }
}
