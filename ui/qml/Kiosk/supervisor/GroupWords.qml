import QtQuick
import Kiosk

// The table's columns in words, colours and pictures; in the order in which the queue counts them.
QtObject {
    readonly property int count: 7
    readonly property var icons: ["calendar", "door", "box", "check", "bag-check", "clock-late", "warning"]
    readonly property var tones: ["", "accent", "accent", "good", "good", "warn", "bad"]

    function word(group: int): string {
        switch (group) {
        case 0:
            return qsTr("Expected");
        case 1:
            return qsTr("Arrived");
        case 2:
            return qsTr("In preparation");
        case 3:
            return qsTr("Ready");
        case 4:
            return qsTr("Collected");
        case 5:
            return qsTr("Not come");
        }
        return qsTr("Problem");
    }
    function ink(group: int): color {
        return tones[group] === "" ? Theme.muted : Theme.colour(tones[group]);
    }
}
