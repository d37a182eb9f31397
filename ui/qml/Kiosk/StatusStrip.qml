pragma ComponentBehavior: Bound
import QtQuick

// Always in sight: link, data, unsent, camera, conflicts, refused, clock, language. Words only; the thresholds are in ui/strip.py.
Rectangle {
    id: strip

    required property StripModel model
    required property string language
    property bool portrait: false
    property bool mayChange: false // a way to another station
    signal cameraAsked
    signal stationAsked
    signal languageAsked(string language)

    function dataText(): string {
        switch (strip.model.dataLevel) {
        case "unknown":
            return qsTr("Reading the data…");
        case "empty":
            return qsTr("No reservations yet");
        case "doubtful":
            return qsTr("Data differs from central’s");
        }
        const held = strip.model.expected === "" ? qsTr("%1 reservations").arg(strip.model.held) : qsTr("%1 of %2").arg(strip.model.held).arg(strip.model.expected);
        return strip.model.age === "" ? held : held + qsTr(", %1 ago").arg(strip.model.age);
    }
    function linkText(): string {
        if (strip.model.online)
            return strip.model.storeOnly ? qsTr("Online in the store only") : qsTr("Online");
        switch (strip.model.problem) {
        case "unauthorized":
            return qsTr("Access refused since %1").arg(strip.model.since);
        case "not_central":
            return qsTr("Network login needed, offline since %1").arg(strip.model.since);
        case "protocol":
            return qsTr("Update needed, offline since %1").arg(strip.model.since);
        }
        return strip.model.since === "" ? qsTr("Offline") : qsTr("Offline since %1").arg(strip.model.since);
    }
    function unsentText(): string {
        if (strip.model.unsent > 0)
            return qsTr("%1 to send").arg(strip.model.unsentText);
        if (strip.model.atHub > 0)
            return strip.model.atHub === 1 ? qsTr("1 waits at the hub") : qsTr("%1 wait at the hub").arg(strip.model.atHubText);
        return qsTr("All sent");
    }
    function cameraText(): string {
        switch (strip.model.camera) {
        case "live":
            return qsTr("Camera live");
        case "no_camera":
            return qsTr("No camera");
        case "stalled":
        case "failed":
            return qsTr("Camera stopped");
        }
        return qsTr("Camera starting");
    }

    color: Theme.ground
    implicitHeight: portrait ? Theme.touch + facts.implicitHeight + Theme.two : Math.max(Theme.touch, facts.implicitHeight + Theme.two)

    Flow {
        id: facts

        objectName: "stripFacts"
        anchors.left: parent.left
        anchors.leftMargin: Theme.three
        y: strip.portrait ? Theme.touch : (strip.height - height) / 2
        width: strip.portrait ? strip.width - 2 * Theme.three : tail.x - 2 * Theme.three
        spacing: Theme.px(20)

        StripItem {
            objectName: "stripLink"
            visible: !strip.portrait
            iconName: strip.model.online ? "online" : "offline"
            text: strip.linkText()
            ink: strip.model.online ? Theme.muted : Theme.warn
        }
        StripItem {
            id: dataItem

            objectName: "stripData"
            iconName: "database"
            text: strip.dataText()
            ink: strip.model.dataLevel === "whole" || strip.model.dataLevel === "unknown" ? Theme.muted : Theme.warn
        }
        StripItem {
            objectName: "stripUnsent"
            iconName: "upload"
            text: strip.unsentText()
            ink: strip.model.unsent > 0 || strip.model.atHub > 0 ? Theme.ink : Theme.muted
        }
        StripItem {
            id: camera

            objectName: "stripCamera"
            visible: strip.model.camera !== ""
            iconName: strip.model.camera === "live" || strip.model.camera === "starting" ? "camera" : "camera-off"
            text: strip.cameraText()
            ink: strip.model.camera === "live" ? Theme.muted : Theme.warn
        }
        StripItem {
            objectName: "stripConflicts"
            visible: strip.model.conflicts > 0
            iconName: "conflict"
            text: strip.model.conflicts === 1 ? qsTr("1 conflict") : qsTr("%1 conflicts").arg(strip.model.conflictsText)
            ink: Theme.ink
        }
        StripItem {
            objectName: "stripRejected"
            visible: strip.model.rejected > 0
            iconName: "cloud-cross"
            text: strip.model.rejected === 1 ? qsTr("1 event refused by central") : qsTr("%1 events refused by central").arg(strip.model.rejectedText)
            ink: Theme.ink
        }
    }

    // As large as a finger, though they are written small.
    MouseArea {
        objectName: "openDoors"
        visible: strip.model.hasDoors
        x: facts.x + dataItem.x - Theme.one
        y: facts.y + dataItem.y + (dataItem.height - height) / 2
        width: dataItem.width + 2 * Theme.one
        height: Theme.touch
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("%1. Check this terminal").arg(dataItem.text)
        Accessible.onPressAction: strip.model.checkDoors()
        onClicked: strip.model.checkDoors()
    }
    MouseArea {
        objectName: "openLine"
        visible: camera.visible
        x: facts.x + camera.x - Theme.one
        y: facts.y + camera.y + (camera.height - height) / 2
        width: camera.width + 2 * Theme.one
        height: Theme.touch
        Accessible.role: Accessible.Button
        Accessible.name: camera.text
        Accessible.onPressAction: strip.cameraAsked()
        onClicked: strip.cameraAsked()
    }

    StripItem {
        objectName: "stripLinkPortrait"
        visible: strip.portrait
        x: Theme.three
        y: (Theme.touch - height) / 2
        widest: tail.x - 2 * Theme.three
        iconName: strip.model.online ? "online" : "offline"
        text: strip.linkText()
        ink: strip.model.online ? Theme.muted : Theme.warn
    }

    Row {
        id: tail

        anchors.right: parent.right
        anchors.rightMargin: Theme.one
        y: strip.portrait ? 0 : (strip.height - height) / 2
        height: Theme.touch
        spacing: Theme.one

        StripItem {
            objectName: "stripClock"
            anchors.verticalCenter: parent.verticalCenter
            iconName: ""
            text: strip.model.clockOff === "" ? strip.model.clock : qsTr("%1 (%2)").arg(strip.model.clock).arg(strip.model.clockOff)
            ink: strip.model.clockOff === "" ? Theme.ink : Theme.warn
        }
        Item {
            width: Theme.one
            height: 1
        }
        Repeater {
            model: ["fr", "en"]

            delegate: TouchButton {
                id: choice

                required property string modelData
                readonly property bool chosen: strip.language === modelData

                objectName: "language_" + modelData
                text: modelData.toUpperCase()
                fill: "transparent"
                ink: chosen ? Theme.ink : Theme.muted
                implicitWidth: Theme.touch
                implicitHeight: Theme.touch
                Accessible.name: modelData === "fr" ? "Français" : "English"
                Accessible.checkable: true
                Accessible.checked: chosen
                onClicked: strip.languageAsked(modelData)

                Rectangle {
                    visible: choice.chosen
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: Theme.one
                    width: Theme.four
                    height: Theme.px(4)
                    radius: height / 2
                    color: Theme.accent
                }
            }
        }
        TouchButton {
            objectName: "signOut"
            visible: strip.model.person !== ""
            fill: "transparent"
            iconName: "lock"
            ink: Theme.muted
            text: strip.model.person
            textSize: Theme.caption
            implicitHeight: Theme.touch
            Accessible.name: qsTr("Sign out %1").arg(strip.model.person)
            onClicked: strip.model.signOut()
        }
        TouchButton {
            objectName: "openStations"
            visible: strip.mayChange
            fill: "transparent"
            iconName: "stations"
            ink: Theme.muted
            implicitWidth: Theme.touch
            implicitHeight: Theme.touch
            Accessible.name: qsTr("Choose another station")
            onClicked: strip.stationAsked()
        }
    }
}
