pragma ComponentBehavior: Bound
import QtQuick

// Letting somebody in against the verdict: one touch on the reason, which the ledger keeps.
Ask {
    id: sheet

    required property EntranceModel model

    title: qsTr("Let in anyway: why?")
    text: qsTr("The reason is recorded. The store’s rules say who may do this.")
    onClosed: sheet.model.closeSheet()

    Repeater {
        model: sheet.model.reasons

        delegate: TouchButton {
            required property int index
            required property string modelData

            objectName: "reason_" + index
            width: parent ? (parent as Item).width : 0
            implicitHeight: Theme.px(72)
            enabled: !sheet.model.busy
            centred: false
            text: modelData
            onClicked: sheet.model.override(index)
        }
    }
    TouchButton {
        objectName: "keepVerdict"
        width: parent ? parent.width : 0
        implicitHeight: Theme.px(72)
        fill: "transparent"
        line: Theme.line
        text: qsTr("Do not let in")
        onClicked: sheet.model.closeSheet()
    }
}
