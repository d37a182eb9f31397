import QtQuick

// All text of the app: Inter, plain, wrapped rather than cut.
Text {
    font.family: Theme.family
    font.pixelSize: Theme.body
    font.features: ({ "tnum": 1, "cv05": 1 })
    color: Theme.ink
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    horizontalAlignment: Text.AlignLeft
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
