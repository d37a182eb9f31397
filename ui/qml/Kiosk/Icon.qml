import QtQuick

// One of assets/icons in any colour. Says nothing by itself to a screen reader: the word beside it does.
Image {
    id: icon

    required property string name
    property color ink: Theme.ink
    property real size: Theme.px(32)

    function hex(channel: real): string {
        return ("0" + Math.round(channel * 255).toString(16)).slice(-2);
    }

    width: size
    height: size
    sourceSize: Qt.size(size, size)
    source: name === "" ? "" : "image://icons/" + name + "/" + hex(ink.r) + hex(ink.g) + hex(ink.b)
    Accessible.ignored: true
}
