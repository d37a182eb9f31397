import QtQuick

// Icon and word in a lozenge; its tone is told by both.
Rectangle {
    id: chip

    required property string text
    property string iconName: ""
    property string tone: "" // "accent", "good", "warn", "bad"
    property bool solid: false // louder: the tone itself as ground
    readonly property color ink: chip.solid ? Theme.inkOn(chip.tone) : Theme.colour(chip.tone)

    visible: text !== ""
    implicitWidth: row.implicitWidth + 2 * Theme.px(12)
    implicitHeight: row.implicitHeight + Theme.one
    radius: Theme.one
    color: chip.solid ? Theme.colour(chip.tone) : Theme.soft(chip.tone)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.one

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: chip.iconName !== ""
            width: visible ? size : 0
            name: chip.iconName
            ink: chip.ink
            size: Theme.px(24)
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: chip.text
            color: chip.ink
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
