pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kiosk

// The end of the day: whether it comes out even, what is to be explained, closing it, and the report.
Sheet {
    id: sheet

    required property SupervisorModel model
    property bool portrait: false
    readonly property ClosingModel ends: model.ends

    title: sheet.ends.leaving.isOpen ? qsTr("Empty this terminal") : qsTr("Close of the day")
    onClosed: sheet.model.closeSheet()

    LeavingPanel {
        anchors.fill: parent
        visible: sheet.ends.leaving.isOpen
        leaving: sheet.ends.leaving
        busy: sheet.model.busy
    }

    Card {
        id: standing

        objectName: "standing"
        width: parent.width
        height: Math.max(Theme.touch, told.implicitHeight + Theme.two)
        visible: sheet.ends.wasRead && !sheet.ends.leaving.isOpen
        tone: sheet.ends.tone
        Accessible.role: Accessible.StaticText
        Accessible.name: sheet.ends.standing

        Icon {
            id: mark

            x: Theme.four
            anchors.verticalCenter: parent.verticalCenter
            name: sheet.ends.tone === "good" ? "lock" : sheet.ends.tone === "warn" ? "check" : "question"
            ink: Theme.colour(sheet.ends.tone)
        }
        Label {
            id: told

            objectName: "standingText"
            anchors.left: mark.right
            anchors.leftMargin: Theme.two
            anchors.right: parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            text: sheet.ends.standing
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }
    Flow {
        id: accounts

        anchors.top: standing.bottom
        anchors.topMargin: Theme.two
        width: sheet.portrait ? parent.width : Theme.px(360)
        visible: sheet.ends.wasRead && !sheet.ends.leaving.isOpen
        spacing: Theme.two

        AccountCard {
            width: sheet.portrait ? (accounts.width - accounts.spacing) / 2 : accounts.width
            about: qsTr("Reservations")
            account: sheet.ends.reservations
        }
        AccountCard {
            width: sheet.portrait ? (accounts.width - accounts.spacing) / 2 : accounts.width
            about: qsTr("Watches")
            account: sheet.ends.units
        }
    }
    Item {
        id: side

        visible: !sheet.ends.leaving.isOpen
        x: sheet.portrait ? 0 : accounts.width + Theme.three
        y: sheet.portrait ? accounts.y + accounts.height + Theme.two : accounts.y
        width: parent.width - x
        height: parent.height - y

        ListPane {
            id: all

            objectName: "differences"
            anchors.top: parent.top
            anchors.bottom: below.top
            anchors.bottomMargin: Theme.two
            width: parent.width
            focus: true
            about: qsTr("Differences")
            model: sheet.ends.differences
            ready: sheet.ends.wasRead
            emptyIcon: "check"
            emptyTitle: qsTr("No differences")
            emptyText: qsTr("Every reservation and every watch is accounted for.")
            Keys.onReturnPressed: (list.currentItem as T.AbstractButton)?.clicked()
            Keys.onSpacePressed: (list.currentItem as T.AbstractButton)?.clicked()
            delegate: DifferenceLine {
                width: ListView.view ? ListView.view.width - Theme.two : 0
                chosen: sheet.ends.chosen === key && isOpen
                onClicked: sheet.ends.choose(key)
            }
        }
        Column {
            id: below

            anchors.bottom: parent.bottom
            width: parent.width
            spacing: Theme.two

            ReasonGrid {
                objectName: "reasons"
                visible: sheet.ends.mayExplain
                width: parent.width
                ask: qsTr("Explain what is marked, because:")
                choices: visible ? sheet.ends.reasons : []
                busy: sheet.model.busy
                prefix: "explain_"
                onSaid: reason => sheet.ends.explain(reason)
            }
            Label {
                objectName: "reportText"
                visible: text !== ""
                width: parent.width
                text: sheet.ends.making ? qsTr("The report is being written…") : sheet.ends.report
                color: Theme.muted
                font.pixelSize: Theme.caption
            }
            Flow {
                width: parent.width
                spacing: Theme.one

                TouchButton {
                    objectName: "markNoShows"
                    textSize: Theme.px(20 * Theme.textFactor)
                    visible: sheet.ends.markText !== ""
                    enabled: !sheet.model.busy
                    iconName: "clock-late"
                    text: sheet.ends.markText
                    onClicked: sheet.ends.markNoShows()
                }
                TouchButton {
                    objectName: "makeReport"
                    textSize: Theme.px(20 * Theme.textFactor)
                    enabled: sheet.ends.mayReport
                    iconName: "chart"
                    text: qsTr("Make the report")
                    onClicked: sheet.ends.makeReport()
                }
                TouchButton {
                    objectName: "closeDay"
                    visible: sheet.ends.tone !== "good"
                    textSize: Theme.px(20 * Theme.textFactor)
                    kind: "primary"
                    enabled: sheet.ends.mayClose && !sheet.model.busy
                    iconName: "lock"
                    text: qsTr("Close the day")
                    onClicked: sheet.ends.closeDay()
                }
                TouchButton {
                    objectName: "openLeaving"
                    visible: sheet.ends.leaving.offered
                    textSize: Theme.px(20 * Theme.textFactor)
                    kind: "quiet"
                    ink: Theme.colour(sheet.ends.leaving.tone)
                    iconName: sheet.ends.leaving.tone === "good" ? "check" : "question"
                    text: sheet.ends.leaving.light + "…"
                    onClicked: sheet.ends.leaving.open()
                }
            }
        }
    }
}
