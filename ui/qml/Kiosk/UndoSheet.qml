import QtQuick

// The one confirming touch of an undo.
Ask {
    id: sheet

    required property EntranceModel model

    title: sheet.model.lastNumber === "" ? qsTr("Undo the last entry?") : qsTr("Undo the entry of %1?").arg(sheet.model.lastNumber)
    text: sheet.model.lastName === "" ? sheet.model.lastTime : sheet.model.lastName + ", " + sheet.model.lastTime
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
