import QtQuick

// The answer, filling the screen: icon, one word, one step; beside it who and what. Everything comes from VerdictCard.
Rectangle {
    id: panel

    required property VerdictCard card
    property bool portrait: false
    property bool busy: false
    signal nextAsked
    signal undoAsked
    signal overrideAsked
    signal unsyncedAsked
    signal searchAsked
    signal laterAsked
    signal paymentAsked
    signal wayOutAsked
    signal restartAsked

    readonly property color ink: Theme.toneInk(card.tone)
    readonly property color field: Theme.field(card.tone)
    readonly property bool hasFacts: card.name !== "" || card.callNumber !== "" || card.slot !== ""
    readonly property real margin: Theme.seven
    // Much to say: the picture gives way to the words.
    readonly property bool crowded: card.name.length + card.needs.length + card.detail.length + card.product.length > 150

    color: field
    Accessible.role: Accessible.AlertMessage
    Accessible.name: card.headline + ". " + card.step

    // Touches end here: nothing behind the verdict may be pressed through it.
    MouseArea {
        anchors.fill: parent
    }

    Column {
        id: answer

        objectName: "verdictAnswer"
        x: panel.margin
        y: panel.portrait ? Theme.five : Math.max(Theme.three, (actions.y - height) / 2)
        width: (panel.hasFacts && !panel.portrait ? facts.x : panel.width) - 2 * panel.margin
        spacing: Theme.two

        Icon {
            objectName: "verdictIcon"
            x: -size / 12 // its own margin, so that the stroke stands on the text's edge
            name: panel.card.icon
            ink: panel.ink
            size: panel.crowded || (headline.lineCount > 1 && !panel.portrait) ? Theme.px(72) : Theme.px(112)
        }
        Label {
            id: headline

            objectName: "verdictHeadline"
            width: parent.width
            text: panel.card.headline
            color: panel.ink
            font.pixelSize: Theme.display
            font.weight: Font.Bold
            font.letterSpacing: -Theme.display * 0.025
            lineHeight: 0.94
        }
        Label {
            objectName: "verdictStep"
            width: parent.width
            visible: text !== ""
            text: panel.card.step
            color: panel.ink
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            lineHeight: 1.08
        }
        Label {
            objectName: "verdictSupply"
            width: parent.width
            visible: text !== ""
            text: panel.card.supply
            color: panel.ink
            font.weight: Font.DemiBold
            lineHeight: 1.15
        }
        Label {
            objectName: "verdictDetail"
            width: parent.width
            visible: text !== ""
            text: panel.card.detail
            color: panel.ink
            lineHeight: 1.15
        }
        Item {
            width: 1
            height: Theme.half
            visible: say.visible
        }
        Rectangle {
            id: say

            visible: panel.card.say !== ""
            width: parent.width
            height: words.implicitHeight + 2 * Theme.two
            radius: Theme.radius
            color: Theme.panel(panel.card.tone)

            Icon {
                id: bubble

                x: Theme.three
                anchors.verticalCenter: parent.verticalCenter
                name: "speech"
                ink: panel.ink
            }
            Label {
                id: words

                objectName: "verdictSay"
                anchors.left: bubble.right
                anchors.leftMargin: Theme.two
                anchors.right: spoken.left
                anchors.rightMargin: Theme.two
                anchors.verticalCenter: parent.verticalCenter
                text: panel.card.say
                color: panel.ink
                font.weight: Font.Medium
            }
            Label {
                id: spoken

                anchors.right: parent.right
                anchors.rightMargin: Theme.three
                anchors.verticalCenter: parent.verticalCenter
                text: panel.card.sayLanguage.toUpperCase()
                color: panel.ink
                font.pixelSize: Theme.caption
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
            }
        }
    }

    Rectangle {
        id: facts

        objectName: "verdictFacts"
        visible: panel.hasFacts
        color: Theme.panel(panel.card.tone)
        x: panel.portrait ? 0 : panel.width - width
        y: panel.portrait ? actions.y - Theme.four - height : 0
        width: panel.portrait ? panel.width : Theme.px(448)
        height: panel.portrait ? who.implicitHeight + 2 * Theme.four : panel.height

        Column {
            id: who

            objectName: "verdictWho"
            x: panel.portrait ? panel.margin : Theme.five
            y: panel.portrait ? Theme.four : (parent.height - height) / 2
            width: parent.width - 2 * x
            spacing: Theme.one

            Label {
                visible: number.visible
                text: qsTr("Call number")
                color: panel.ink
                font.pixelSize: Theme.caption
                font.weight: Font.Medium
            }
            Label {
                id: number

                objectName: "verdictNumber"
                width: parent.width
                visible: text !== ""
                text: panel.card.callNumber
                color: panel.ink
                font.pixelSize: panel.crowded ? Theme.display : Theme.number
                font.weight: Font.Bold
                font.letterSpacing: -Theme.px(3)
                wrapMode: Text.NoWrap
                lineHeight: 0.94
            }
            Item {
                width: 1
                height: Theme.one
                visible: number.visible
            }
            Label {
                objectName: "verdictName"
                width: parent.width
                visible: text !== ""
                text: panel.card.name
                color: panel.ink
                font.pixelSize: text.length > 36 ? Theme.body : Theme.title
                font.weight: Font.DemiBold
                lineHeight: 1.08
            }
            Item {
                width: 1
                height: Theme.half
            }
            Fact {
                objectName: "verdictProduct"
                width: parent.width
                iconName: "watch"
                text: panel.card.product
                ink: panel.ink
            }
            Fact {
                objectName: "verdictSlot"
                width: parent.width
                iconName: "clock"
                text: panel.card.slot
                ink: panel.ink
            }
            Fact {
                objectName: "verdictNeeds"
                width: parent.width
                iconName: "heart"
                text: panel.card.needs
                ink: panel.ink
            }
        }
    }

    Flow {
        id: actions

        objectName: "verdictActions"
        x: panel.margin
        y: panel.height - height - Theme.five
        width: (panel.hasFacts && !panel.portrait ? facts.x : panel.width) - 2 * panel.margin
        spacing: Theme.two

        TouchButton {
            objectName: "admitUnsynced"
            visible: panel.card.mayAdmitUnsynced
            enabled: !panel.busy
            text: qsTr("Let in")
            iconName: "check"
            fill: panel.ink
            ink: panel.field
            onClicked: panel.unsyncedAsked()
        }
        TouchButton {
            objectName: "searchFromVerdict"
            visible: panel.card.maySearch
            text: qsTr("Search by name")
            iconName: "search"
            fill: panel.ink
            ink: panel.field
            onClicked: panel.searchAsked()
        }
        TouchButton {
            objectName: "laterFromVerdict"
            visible: panel.card.mayMove && !panel.card.mayOfferWayOut
            enabled: !panel.busy
            text: qsTr("Later slots")
            iconName: "clock"
            fill: panel.ink
            ink: panel.field
            onClicked: panel.laterAsked()
        }
        TouchButton {
            objectName: "rebookFromVerdict"
            visible: panel.card.mayRebook
            enabled: !panel.busy
            text: qsTr("Book again…")
            iconName: "calendar"
            fill: "transparent"
            ink: panel.ink
            line: panel.ink
            onClicked: panel.laterAsked()
        }
        TouchButton {
            objectName: "paymentFromVerdict"
            visible: panel.card.mayPay
            enabled: !panel.busy
            text: qsTr("Payment…")
            iconName: "card"
            fill: "transparent"
            ink: panel.ink
            line: panel.ink
            onClicked: panel.paymentAsked()
        }
        TouchButton {
            objectName: "restart"
            visible: panel.card.mayRestart
            text: qsTr("Restart")
            iconName: "renew"
            fill: panel.ink
            ink: panel.field
            onClicked: panel.restartAsked()
        }
        TouchButton {
            objectName: "wayOutFromVerdict"
            visible: panel.card.mayOfferWayOut
            enabled: !panel.busy
            text: qsTr("Ways out…")
            iconName: "box"
            fill: panel.ink
            ink: panel.field
            onClicked: panel.wayOutAsked()
        }
        TouchButton {
            objectName: "nextCustomer"
            visible: !panel.card.mayRestart
            text: qsTr("Next customer")
            iconName: "arrow"
            fill: "transparent"
            ink: panel.ink
            line: panel.ink
            onClicked: panel.nextAsked()
        }
        TouchButton {
            objectName: "overrideFromVerdict"
            visible: panel.card.mayOverride
            enabled: !panel.busy
            text: qsTr("Let in anyway…")
            iconName: "key"
            fill: "transparent"
            ink: panel.ink
            line: panel.ink
            onClicked: panel.overrideAsked()
        }
        TouchButton {
            objectName: "undoFromVerdict"
            visible: panel.card.mayUndo
            enabled: !panel.busy
            text: qsTr("Undo")
            iconName: "undo"
            fill: "transparent"
            ink: panel.ink
            line: panel.ink
            onClicked: panel.undoAsked()
        }
    }

    // How long until the next customer: the bar runs out, then the page clears.
    Rectangle {
        id: time

        visible: run.running
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        width: panel.width
        height: Theme.one
        color: panel.ink
        opacity: 0.55
        transformOrigin: Item.Left

        transform: Scale {
            id: shrink
        }
        NumberAnimation {
            id: run

            target: shrink
            property: "xScale"
            from: 1
            to: 0
        }
        Connections {
            target: panel.card

            function onCountdown(milliseconds: int): void {
                run.stop();
                run.duration = milliseconds;
                if (milliseconds > 0)
                    run.start();
            }
        }
    }
}
