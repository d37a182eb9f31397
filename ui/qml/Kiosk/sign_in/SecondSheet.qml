import QtQuick
import Kiosk

// Who stands by what takes two people.
Sheet {
    id: sheet

    required property PinPad pad
    property bool portrait: false

    title: qsTr("A second person")
    onClosed: sheet.pad.cancel()
    onErased: sheet.pad.erase()
    onTyped: key => key === "\r" || key === "\n" ? sheet.pad.enter() : sheet.pad.key(key)

    PinEntry {
        anchors.fill: parent
        pad: sheet.pad
        portrait: sheet.portrait
    }
}
