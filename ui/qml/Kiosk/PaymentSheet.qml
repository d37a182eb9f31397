pragma ComponentBehavior: Bound
import QtQuick

// A payment at the payment counter: its reference, then settled; or refused once more.
Sheet {
    id: sheet

    required property EntranceModel model
    readonly property PaymentModel payment: sheet.model.payment

    title: qsTr("Payment")
    onClosed: sheet.model.closeSheet()
    onTyped: key => {
        sheet.model.touched();
        sheet.payment.typeKey(key);
    }
    onErased: sheet.payment.erase()

    Rectangle {
        id: field

        width: parent.width
        height: Theme.px(80)
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.px(3)
        border.color: Theme.accent

        Icon {
            id: card

            x: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            name: "card"
            ink: Theme.muted
        }
        Label {
            objectName: "paymentReference"
            anchors.left: card.right
            anchors.leftMargin: Theme.two
            anchors.right: parent.right
            anchors.rightMargin: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            text: sheet.payment.reference === "" ? qsTr("Reference on the payment’s slip; no card number, no name") : sheet.payment.reference
            color: sheet.payment.reference === "" ? Theme.muted : Theme.ink
            font.weight: sheet.payment.reference === "" ? Font.Normal : Font.DemiBold
        }
    }
    Row {
        id: acts

        y: field.height + Theme.two
        spacing: Theme.two

        TouchButton {
            objectName: "settlePayment"
            kind: "primary"
            enabled: sheet.payment.maySettle && !sheet.model.busy
            text: qsTr("Paid")
            iconName: "check"
            onClicked: sheet.payment.settle()
        }
        TouchButton {
            objectName: "refusePayment"
            kind: "quiet"
            enabled: !sheet.model.busy
            text: qsTr("Refused again")
            iconName: "card-cross"
            onClicked: sheet.payment.refuse()
        }
    }
    Keyboard {
        y: acts.y + acts.height + Theme.three
        width: parent.width
        tall: Math.min(Theme.px(80), (parent.height - y - 4 * spacing) / 5)
        language: sheet.model.language
        onPressed: key => {
            sheet.model.touched();
            sheet.payment.typeKey(key);
        }
        onErased: sheet.payment.erase()
    }
}
