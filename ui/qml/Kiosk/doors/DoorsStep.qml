pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// What a person does next: show the card, scan it, listen, print, and at the end sign.
Card {
    id: panel

    required property DoorsModel doors
    readonly property string trial: doors.trial
    readonly property bool low: height < Theme.px(600)

    function titleText(): string {
        switch (panel.trial) {
        case "camera":
            return qsTr("Hold the test card before the camera");
        case "hand_scanner":
            return qsTr("Scan the test card with the hand scanner");
        case "sound":
            return qsTr("Do you hear the tone?");
        case "printer":
            return qsTr("Print a trial receipt");
        }
        return panel.doors.signedAt === "" ? qsTr("Sign what was found") : qsTr("Signed at %1").arg(panel.doors.signedAt);
    }
    function aboutText(): string {
        switch (panel.trial) {
        case "camera":
            return qsTr("As a customer holds a phone: a hand’s breadth away, straight.");
        case "hand_scanner":
            return qsTr("It must type or send every character of the card.");
        case "sound":
            return qsTr("Set it as loud as the store will be.");
        case "printer":
            return qsTr("Look whether every letter is there.");
        }
        return panel.doors.signedAt === "" ? qsTr("It goes to central and to all terminals, and stays for the report.") : qsTr("It goes to central as soon as this terminal is connected.");
    }

    edge: false

    Column {
        id: head

        x: Theme.three
        y: Theme.three
        width: parent.width - 2 * x
        spacing: Theme.one

        Label {
            objectName: "trialTitle"
            width: parent.width
            text: panel.titleText()
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
        }
        Label {
            objectName: "trialAbout"
            width: parent.width
            text: panel.aboutText()
            color: Theme.muted
            font.pixelSize: Theme.px(19 * Theme.textFactor)
        }
    }
    Item {
        id: stage

        anchors.left: head.left
        anchors.right: head.right
        anchors.top: head.bottom
        anchors.topMargin: Theme.two
        anchors.bottom: buttons.top
        anchors.bottomMargin: Theme.two

        Preview {
            objectName: "doorsPreview"
            visible: panel.trial === "camera"
            anchors.fill: parent
            radius: Theme.radius
            color: Theme.raised
            feed: panel.doors.camera
        }
        Icon {
            visible: panel.trial !== "camera"
            anchors.centerIn: parent
            size: Math.min(parent.height, Theme.px(140))
            name: {
                switch (panel.trial) {
                case "hand_scanner":
                    return "hand-scanner";
                case "sound":
                    return "megaphone";
                case "printer":
                    return "printer";
                }
                return panel.doors.signedAt === "" ? "door" : "check";
            }
            ink: panel.trial === "" && panel.doors.signedAt !== "" ? Theme.good : Theme.muted
        }
    }
    Column {
        id: buttons

        x: Theme.three
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.three
        width: parent.width - 2 * x
        spacing: Theme.one

        TouchButton {
            objectName: "playTone"
            visible: panel.trial === "sound"
            width: parent.width
            kind: panel.doors.played ? "plain" : "primary"
            iconName: "megaphone"
            text: panel.doors.played ? qsTr("Play it again") : qsTr("Play the tone")
            onClicked: panel.doors.playTone()
        }
        Row {
            visible: panel.trial === "sound" && panel.doors.played
            width: parent.width
            spacing: Theme.one

            TouchButton {
                objectName: "heardYes"
                width: (parent.width - Theme.one) / 2
                kind: "primary"
                text: qsTr("Yes")
                onClicked: panel.doors.heard(true)
            }
            TouchButton {
                objectName: "heardNo"
                width: (parent.width - Theme.one) / 2
                text: qsTr("No")
                onClicked: panel.doors.heard(false)
            }
        }
        TouchButton {
            objectName: "printTrial"
            visible: panel.trial === "printer"
            enabled: !panel.doors.printing
            width: parent.width
            kind: panel.doors.printed ? "plain" : "primary"
            iconName: "printer"
            text: panel.doors.printing ? qsTr("It is being printed…") : panel.doors.printed ? qsTr("Print it again") : qsTr("Print it")
            onClicked: panel.doors.printTrial()
        }
        Row {
            visible: panel.trial === "printer" && panel.doors.printed
            width: parent.width
            spacing: Theme.one

            TouchButton {
                objectName: "legibleYes"
                width: (parent.width - Theme.one) / 2
                kind: "primary"
                text: qsTr("Legible")
                onClicked: panel.doors.legible(true)
            }
            TouchButton {
                objectName: "legibleNo"
                width: (parent.width - Theme.one) / 2
                text: qsTr("Not legible")
                onClicked: panel.doors.legible(false)
            }
        }
        TouchButton {
            objectName: "leaveOut"
            visible: panel.trial !== ""
            width: parent.width
            kind: "quiet"
            text: qsTr("Leave it out")
            onClicked: panel.doors.leaveOut()
        }
        TouchButton {
            objectName: "signDoors"
            visible: panel.trial === ""
            enabled: panel.doors.mayBeSigned && !panel.doors.busy
            width: parent.width
            kind: "primary"
            iconName: "check"
            text: qsTr("Sign and keep")
            onClicked: panel.doors.sign()
        }
    }
}
