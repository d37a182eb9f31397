import QtQuick
import Kiosk

// Emptying this terminal: the light, what is lost, a reason where the day is not over, and the touch that does it, apart from the others.
Item {
    id: panel

    required property LeavingModel leaving
    property bool busy: false

    objectName: "leavingPanel"

    Column {
        anchors.top: parent.top
        width: Math.min(parent.width, Theme.px(880))
        spacing: Theme.three

        Card {
            objectName: "leavingLight"
            width: parent.width
            height: Math.max(Theme.touch, words.implicitHeight + 2 * Theme.two)
            tone: panel.leaving.tone
            Accessible.role: Accessible.StaticText
            Accessible.name: panel.leaving.light + ". " + panel.leaving.detail

            Icon {
                id: mark

                x: Theme.four
                anchors.verticalCenter: parent.verticalCenter
                name: panel.leaving.tone === "good" ? "check" : "question"
                ink: Theme.colour(panel.leaving.tone)
            }
            Column {
                id: words

                anchors.left: mark.right
                anchors.leftMargin: Theme.two
                anchors.right: parent.right
                anchors.rightMargin: Theme.two
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    width: parent.width
                    text: panel.leaving.light
                    font.weight: Font.DemiBold
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: panel.leaving.detail
                    color: Theme.muted
                    Accessible.ignored: true
                }
            }
        }
        Label {
            width: parent.width
            text: qsTr("Its key and all its data are destroyed, and it stops. It must be enrolled again before it can be used. What happened stays at central.")
        }
        ReasonGrid {
            objectName: "leavingReasons"
            visible: panel.leaving.early && panel.leaving.tone === "good"
            width: parent.width
            ask: panel.leaving.reason === "" ? qsTr("The day is not over. It is emptied all the same, because:") : qsTr("Because: %1").arg(panel.leaving.reason)
            choices: visible ? panel.leaving.reasons : []
            busy: panel.busy
            prefix: "leave_"
            onSaid: reason => panel.leaving.choose(reason)
        }
    }
    TouchButton {
        objectName: "keepTerminal"
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        width: Theme.px(320)
        focus: true
        iconName: "back"
        text: qsTr("Keep everything")
        onClicked: panel.leaving.close()
    }
    TouchButton {
        objectName: "purgeTerminal"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.px(320)
        kind: "danger"
        enabled: panel.leaving.mayPurge && !panel.busy
        iconName: "close"
        text: qsTr("Empty this terminal")
        onClicked: panel.leaving.purge()
    }
}
