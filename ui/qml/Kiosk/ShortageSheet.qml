pragma ComponentBehavior: Bound
import QtQuick

// There is no unit for this customer: what the store's rules let the greeter offer, the best first.
Ask {
    id: sheet

    required property EntranceModel model
    readonly property WayOutModel ways: model.wayOut

    title: qsTr("What can we offer?")
    onClosed: sheet.model.closeSheet()

    Repeater {
        model: sheet.ways.alternatives

        delegate: ReasonButton {
            required property int index
            required property var modelData

            objectName: "alternative_" + index
            width: parent ? (parent as Item).width : 0
            enabled: !sheet.model.busy
            text: modelData.label
            detail: modelData.detail
            onClicked: {
                sheet.ways.take(index);
                sheet.model.closeSheet();
            }
        }
    }
    Repeater {
        model: sheet.ways.reasons

        delegate: ReasonButton {
            required property int index
            required property string modelData

            objectName: "voucher_" + index
            width: parent ? (parent as Item).width : 0
            enabled: !sheet.model.busy
            text: modelData
            onClicked: {
                sheet.ways.voucher(index);
                sheet.model.closeSheet();
            }
        }
    }
    ReasonButton {
        objectName: "laterSlot"
        visible: sheet.ways.laterSlot
        width: parent ? parent.width : 0
        enabled: !sheet.model.busy
        text: qsTr("A later slot")
        onClicked: sheet.model.later.find()
    }
    TouchButton {
        objectName: "letWait"
        width: parent ? parent.width : 0
        implicitHeight: Theme.px(72)
        fill: "transparent"
        line: Theme.line
        text: qsTr("Let the customer wait")
        onClicked: sheet.model.closeSheet()
    }
}
