import QtQuick

// One number and what it counts.
Rectangle {
    id: figure

    required property string value
    required property string text
    property color ink: Theme.ink

    implicitHeight: words.height + 2 * Theme.three
    radius: Theme.radius
    color: Theme.surface
    Accessible.role: Accessible.StaticText
    Accessible.name: text + ": " + value

    Column {
        id: words

        x: Theme.three
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 2 * x
        spacing: Theme.one

        Label {
            width: parent.width
            text: figure.value
            color: figure.ink
            font.pixelSize: Theme.px(56)
            font.weight: Font.Bold
        }
        Label {
            width: parent.width
            text: figure.text
            color: Theme.muted
            lineHeight: 1.1
        }
    }
}
