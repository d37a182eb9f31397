pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// What was shown, and how the receipt goes; then the unit changes hands.
Item {
    id: step

    required property CounterModel room
    readonly property Item first: step.customer.mayFinish ? finish : reason.visible ? reason : shown.count > 0 ? shown.itemAt(0) : null
    readonly property CustomerModel customer: room.customer

    Column {
        width: parent.width
        spacing: Theme.two

        Label {
            text: qsTr("Was the watch shown?")
            color: Theme.muted
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }
        Row {
            width: parent.width
            spacing: Theme.one

            Repeater {
                id: shown

                model: [qsTr("Shown"), qsTr("Not shown")]

                delegate: ChoiceButton {
                    required property int index
                    required property string modelData

                    objectName: "presented_" + index
                    width: (step.width - Theme.one) / 2
                    text: modelData
                    chosen: step.customer.presented === 1 - index
                    onClicked: step.room.present(index === 0)
                }
            }
        }
        Label {
            text: qsTr("Demonstration")
            color: Theme.muted
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }
        Grid {
            id: demos

            width: parent.width
            columns: step.width < Theme.px(680) ? 2 : 4
            spacing: Theme.one

            Repeater {
                model: step.customer.demos

                delegate: ChoiceButton {
                    required property int index
                    required property string title
                    required chosen

                    objectName: "demo_" + index
                    width: (step.width - (demos.columns - 1) * Theme.one) / demos.columns
                    text: title
                    onClicked: step.room.chooseDemo(index)
                }
            }
        }
        Label {
            visible: step.customer.receipts.count > 1
            text: qsTr("Receipt")
            color: Theme.muted
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }
        Row {
            id: receipts

            visible: step.customer.receipts.count > 1
            width: parent.width
            spacing: Theme.one

            Repeater {
                model: step.customer.receipts

                delegate: ChoiceButton {
                    required property int index
                    required property string title
                    required chosen

                    objectName: "receipt_" + index
                    width: (step.width - (step.customer.receipts.count - 1) * Theme.one) / step.customer.receipts.count
                    text: title
                    onClicked: step.room.chooseReceipt(index)
                }
            }
        }
    }
    Fact {
        objectName: "blocked"
        anchors.bottom: parent.bottom
        width: parent.width
        iconName: "warning"
        text: step.customer.blocked
        ink: Theme.bad
    }
    PrimaryButton {
        id: reason

        objectName: "giveReason"
        visible: step.customer.asksReason
        anchors.bottom: parent.bottom
        width: parent.width
        implicitHeight: Theme.px(96)
        iconName: "key"
        text: qsTr("A supervisor’s reason…")
        textSize: Theme.px(28)
        onClicked: step.room.openSheet("reason")
    }
    PrimaryButton {
        id: finish

        objectName: "handOver"
        visible: !reason.visible && step.customer.blocked === ""
        anchors.bottom: parent.bottom
        width: parent.width
        implicitHeight: Theme.px(96)
        enabled: step.customer.mayFinish && !step.room.busy
        iconName: "bag-check"
        text: qsTr("Hand over %1").arg(step.customer.number)
        textSize: Theme.px(28)
        onClicked: step.room.handOver()
    }
}
