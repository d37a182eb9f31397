pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Can the doors open? Every terminal of the store, the worst on top, with each line that is not green.
Sheet {
    id: sheet

    required property SupervisorModel model
    property bool portrait: false
    readonly property StoreDoorsModel doors: model.doors
    readonly property MorningModel morning: model.morning
    readonly property string tone: doors.light === "green" ? "good" : doors.light === "red" ? "bad" : "warn"

    function headline(): string {
        if (!sheet.doors.wasRead)
            return qsTr("Checking…");
        if (sheet.doors.light === "green")
            return qsTr("Ready: all terminals were checked this morning");
        const parts = [];
        if (sheet.doors.red > 0)
            parts.push(sheet.doors.red === 1 ? qsTr("1 terminal is not ready") : qsTr("%1 terminals are not ready").arg(sheet.doors.red));
        if (sheet.doors.amber > 0)
            parts.push(sheet.doors.amber === 1 ? qsTr("1 terminal to look at") : qsTr("%1 terminals to look at").arg(sheet.doors.amber));
        return parts.join(", ");
    }

    title: qsTr("Before the doors open")
    onClosed: sheet.model.closeSheet()

    ListTabs {
        id: tabs

        objectName: "openingTabs"
        width: parent.width
        names: ["terminals", "checklist", "plan"]
        words: [qsTr("Terminals"), qsTr("Checklist"), qsTr("Plan")]
        counts: [sheet.doors.red + sheet.doors.amber, sheet.morning.open, -1]
        chosen: sheet.morning.tab
        about: sheet.title
        onAsked: name => sheet.morning.showTab(name)
    }
    Card {
        id: verdict

        objectName: "storeVerdict"
        visible: sheet.morning.tab === "terminals"
        anchors.top: tabs.bottom
        anchors.topMargin: Theme.two
        width: parent.width - Theme.one // as wide as the lines
        height: Math.max(words.height + 2 * Theme.two, here.height + 2 * Theme.one)
        tone: sheet.doors.wasRead ? sheet.tone : ""
        Accessible.role: Accessible.StaticText
        Accessible.name: sheet.headline()

        Icon {
            id: mark

            x: Theme.three + Theme.one
            anchors.verticalCenter: parent.verticalCenter
            name: sheet.tone === "good" ? "check" : sheet.tone === "bad" ? "cross" : "warning"
            ink: Theme.colour(sheet.tone)
        }
        Label {
            id: words

            anchors.left: mark.right
            anchors.leftMargin: Theme.two
            anchors.right: here.visible ? here.left : parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            text: sheet.headline()
            font.weight: Font.Bold
            Accessible.ignored: true
        }
        TouchButton {
            id: here

            objectName: "checkHere"
            visible: sheet.model.strip.hasDoors
            anchors.right: parent.right
            anchors.rightMargin: Theme.one
            anchors.verticalCenter: parent.verticalCenter
            text: sheet.portrait ? qsTr("Check here") : qsTr("Check this terminal")
            onClicked: sheet.model.strip.checkDoors()
        }
    }
    ListPane {
        objectName: "storeDoors"
        visible: sheet.morning.tab === "terminals"
        anchors.top: verdict.bottom
        anchors.topMargin: Theme.two
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        about: sheet.title
        model: sheet.doors.terminals
        ready: sheet.doors.wasRead
        failure: sheet.doors.notReadable ? qsTr("The terminal cannot read its memory. Try again, or call support.") : ""
        emptyIcon: "monitor"
        emptyTitle: qsTr("No terminal is known yet")
        delegate: DoorsTerminal {}
    }
    Label {
        id: about

        objectName: "openingDay"
        visible: sheet.morning.tab !== "terminals"
        anchors.top: tabs.bottom
        anchors.topMargin: Theme.two
        width: parent.width
        text: [sheet.morning.day + ".", sheet.morning.about].filter(part => part !== "").join(" ")
        color: Theme.muted
        font.pixelSize: Theme.px(20 * Theme.textFactor)
    }
    ListPane {
        objectName: "checklist"
        visible: sheet.morning.tab === "checklist"
        anchors.top: about.bottom
        anchors.topMargin: Theme.two
        anchors.bottom: parent.bottom
        width: parent.width
        about: qsTr("Checklist")
        model: sheet.morning.items
        ready: sheet.morning.wasRead
        failure: sheet.morning.notReadable ? qsTr("The terminal cannot read its memory. Try again, or call support.") : ""
        Keys.onReturnPressed: (list.currentItem as ChecklistItem)?.clicked()
        Keys.onSpacePressed: (list.currentItem as ChecklistItem)?.clicked()
        delegate: ChecklistItem {
            onClicked: sheet.morning.toggle(key)
        }
    }
    ListPane {
        objectName: "plan"
        visible: sheet.morning.tab === "plan"
        anchors.top: about.bottom
        anchors.topMargin: Theme.two
        anchors.bottom: parent.bottom
        width: parent.width
        about: qsTr("Plan")
        model: sheet.morning.hours
        ready: sheet.morning.wasRead
        failure: sheet.morning.notReadable ? qsTr("The terminal cannot read its memory. Try again, or call support.") : ""
        spacing: 0
        emptyIcon: "calendar"
        emptyTitle: qsTr("No day is planned yet")
        emptyText: qsTr("Central publishes opening hours, teams and counters.")
        delegate: PlanHour {}
    }
}
