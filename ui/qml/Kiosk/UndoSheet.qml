import QtQuick

// The one confirming touch of an undo.
Ask {
    id: sheet

    required property EntranceModel model

    title: sheet.model.last.number === "" ? qsTr("Undo the last entry?") : qsTr("Undo the entry of %1?").arg(sheet.model.last.number)
    text: sheet.model.last.name === "" ? sheet.model.last.time : sheet.model.last.name + ", " + sheet.model.last.time
    onClosed: sheet.model.closeSheet()

    TouchButton {
        objectName: "confirmUndo"
        width: parent ? parent.width : 0
        implicitHeight: Theme.px(80)
        enabled: !sheet.model.busy
        text: qsTr("Undo the entry")
        iconName: "undo"
        fill: Theme.accent
        ink: Theme.accentInk
        onClicked: sheet.model.undo()
    }
    TouchButton {
        objectName: "keepEntry"
        width: parent ? parent.width : 0
        implicitHeight: Theme.px(80)
        text: qsTr("Keep it")
        onClicked: sheet.model.closeSheet()
    }
}
