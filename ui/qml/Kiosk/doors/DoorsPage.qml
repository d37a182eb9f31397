pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Can the doors open with this terminal? On the left every check, the worst on top; on the right what a person does next.
StationFrame {
    id: page

    readonly property DoorsModel doors: page.model as DoorsModel
    readonly property string tone: doors.light === "green" ? "good" : doors.light === "red" ? "bad" : "warn"

    function headline(): string {
        if (!page.doors.asked)
            return qsTr("Checking…");
        if (page.doors.light === "green")
            return qsTr("Ready: the doors can open");
        if (page.doors.red > 0)
            return page.doors.red === 1 ? qsTr("Not ready: 1 thing to mend") : qsTr("Not ready: %1 things to mend").arg(page.doors.red);
        return page.doors.amber === 1 ? qsTr("1 thing to look at") : qsTr("%1 things to look at").arg(page.doors.amber);
    }

    mayChange: false
    title: qsTr("Before the doors open")
    tools: [
        TouchButton {
            objectName: "checkAgain"
            kind: "quiet"
            iconName: "renew"
            text: page.portrait ? "" : qsTr("Check again")
            Accessible.name: qsTr("Check again")
            onClicked: page.doors.checkAgain()
        },
        TouchButton {
            objectName: "doorsBack"
            kind: "quiet"
            iconName: "undo"
            text: qsTr("Back")
            onClicked: page.doors.back()
        }
    ]

    Card {
        id: verdict

        objectName: "doorsVerdict"
        width: lines.width - Theme.one // as wide as the lines
        height: words.height + 2 * Theme.two
        tone: page.doors.asked ? page.tone : ""
        Accessible.role: Accessible.StaticText
        Accessible.name: page.headline()

        Icon {
            id: mark

            x: Theme.three + Theme.one
            anchors.verticalCenter: parent.verticalCenter
            name: page.tone === "good" ? "check" : page.tone === "bad" ? "cross" : "warning"
            ink: Theme.colour(page.tone)
            visible: page.doors.asked
        }
        Label {
            id: words

            anchors.left: mark.right
            anchors.leftMargin: Theme.two
            anchors.right: parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            text: page.headline()
            font.weight: Font.Bold
            Accessible.ignored: true
        }
    }
    ListPane {
        id: lines

        objectName: "doorsLines"
        anchors.top: verdict.bottom
        anchors.topMargin: Theme.one
        anchors.bottom: page.portrait ? panel.top : parent.bottom
        anchors.bottomMargin: page.portrait ? Theme.two : 0
        width: page.portrait ? parent.width : parent.width - panel.width - Theme.three
        about: page.title
        model: page.doors.lines
        ready: page.doors.asked
        failure: page.doors.notReadable ? qsTr("The terminal cannot read its memory. Try again, or call support.") : ""
        delegate: DoorsLine {
            onClicked: page.doors.tryAgain(key)
        }
    }
    DoorsStep {
        id: panel

        objectName: "doorsStep"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: page.portrait ? parent.width : Theme.px(480)
        height: page.portrait ? parent.height * 0.42 : parent.height
        doors: page.doors
    }
}
