import QtQuick

// A card over the dimmed page: one question, its answers as buttons.
FocusScope {
    id: ask

    required property string title
    property string text: ""
    default property alias answers: buttons.data
    signal closed

    focus: true
    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Keys.onEscapePressed: ask.closed()

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
        opacity: 0.66

        MouseArea {
            anchors.fill: parent
            onClicked: ask.closed()
        }
    }
    Rectangle {
        objectName: "askCard"
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.three, Theme.px(640))
        height: column.height + 2 * Theme.five
        radius: Theme.three
        color: Theme.surface
        border.width: Theme.px(1)
        border.color: Theme.line

        MouseArea {
            anchors.fill: parent
        }
        Column {
            id: column

            x: Theme.five
            y: Theme.five
            width: parent.width - 2 * x
            spacing: Theme.two

            Label {
                objectName: "askTitle"
                width: parent.width
                text: ask.title
                font.pixelSize: Theme.title
                font.weight: Font.Bold
                lineHeight: 1.05
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: ask.text
                color: Theme.muted
                lineHeight: 1.15
            }
            Item {
                width: 1
                height: Theme.half
            }
            Column {
                id: buttons

                width: parent.width
                spacing: Theme.two
            }
        }
    }
}
