import QtQuick

// How long somebody has waited, or is still promised: figures of one width, and an icon that changes with the colour.
Row {
    id: wait

    required property string text
    property string alert: "calm" // "soon", "broken": ui never decides which
    property string about: "" // for a screen reader, e.g. "Waiting since"
    property real textSize: Theme.body
    readonly property string tone: alert === "broken" ? "bad" : alert === "soon" ? "warn" : ""
    readonly property color ink: tone === "" ? Theme.muted : Theme.colour(tone)

    visible: text !== ""
    spacing: Theme.one
    Accessible.role: Accessible.StaticText
    Accessible.name: about === "" ? text : about + " " + text

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: wait.alert === "broken" ? "warning" : wait.alert === "soon" ? "clock-late" : "clock"
        ink: wait.ink
        size: wait.textSize * 1.1
    }
    Label {
        anchors.verticalCenter: parent.verticalCenter
        text: wait.text
        color: wait.ink
        font.pixelSize: wait.textSize
        font.weight: wait.tone === "" ? Font.Medium : Font.Bold
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
