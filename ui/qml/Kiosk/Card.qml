import QtQuick

// A field that things stand on; also the background of whatever can be touched. A tone colours it, and an icon or word
// within says the same.
Rectangle {
    id: card

    property string tone: "" // "accent", "good", "warn", "bad"
    property bool chosen: false
    property bool pressed: false
    property bool focused: false
    property bool edge: tone !== "" // a bar of the tone along its side

    radius: Theme.radius
    color: pressed ? Theme.pressed : tone === "" ? Theme.surface : Theme.soft(tone)
    border.width: chosen ? Theme.px(3) : Theme.px(1)
    border.color: chosen ? Theme.accent : tone === "" ? Theme.line : Theme.colour(tone)
    clip: false

    Rectangle {
        visible: card.edge
        x: Theme.one
        y: Theme.two
        width: Theme.px(6)
        height: parent.height - 2 * y
        radius: width / 2
        color: Theme.colour(card.tone)
    }
    FocusRing {
        shown: card.focused
        corner: card.radius
    }
}
