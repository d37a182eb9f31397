import QtQuick

// Something is wrong with the terminal and stays so: one line across the page, no dialog.
Rectangle {
    id: banner

    required property string name
    readonly property bool grave: name === "not_saved"
    readonly property color over: grave ? Theme.toneInk("stop") : Theme.ink
    readonly property bool mayDismiss: ["database_recovered", "hand_wrong_keyboard", "hand_caps_lock"].includes(name)
    readonly property string picture: {
        switch (banner.name) {
        case "not_saved":
            return "disk-cross";
        case "copied":
            return "terminal-twice";
        case "in_doubt":
            return "database-question";
        case "hand_missing":
            return "hand-scanner";
        case "hand_wrong_keyboard":
        case "hand_caps_lock":
            return "keyboard-cross";
        case "database_recovered":
            return "recover";
        }
        return banner.name === "camera_slow" ? "camera" : "camera-off";
    }
    signal dismissed

    function words(): string {
        switch (banner.name) {
        case "not_saved":
            return qsTr("Not saved, do not hand over. The terminal cannot write to its memory.");
        case "copied":
            return qsTr("This terminal exists twice. Call a supervisor: one of the two machines must be enrolled again.");
        case "in_doubt":
            return qsTr("This terminal’s data differs from central’s and is being fetched again. If this notice stays, call support.");
        case "camera_stalled":
            return qsTr("The camera has stopped and is being restarted. The hand scanner and typing work.");
        case "camera_black":
            return qsTr("The camera’s picture is black: open its cover or wipe the lens. The hand scanner and typing work.");
        case "camera_slow":
            return qsTr("The camera sends few pictures, codes are read late: give it more light or another USB socket.");
        case "camera_busy":
            return qsTr("Another program is using the camera: close it. The hand scanner and typing work.");
        case "camera_forbidden":
            return qsTr("This terminal may not open the camera: call support. The hand scanner and typing work.");
        case "hand_missing":
            return qsTr("The hand scanner is not connected: plug it in again. The camera and typing work.");
        case "hand_wrong_keyboard":
            return qsTr("The hand scanner is set to another keyboard than this terminal. See its setup sheet.");
        case "hand_caps_lock":
            return qsTr("Caps Lock is on at this terminal: switch it off.");
        case "no_camera":
            return qsTr("No camera was found: plug it in again. The hand scanner and typing work.");
        }
        return qsTr("The database was damaged: it was set aside and the data is being loaded again.");
    }

    implicitHeight: Math.max(Theme.touch, line.implicitHeight + 2 * Theme.two)
    height: implicitHeight
    radius: Theme.radius
    color: grave ? Theme.field("stop") : Theme.raised
    Accessible.role: Accessible.AlertMessage
    Accessible.name: line.text

    Icon {
        id: icon

        x: Theme.three
        anchors.verticalCenter: parent.verticalCenter
        name: banner.picture
        ink: banner.grave ? banner.over : Theme.warn
    }
    Label {
        id: line

        objectName: "banner_" + banner.name
        anchors.left: icon.right
        anchors.leftMargin: Theme.two
        anchors.right: close.visible ? close.left : parent.right
        anchors.rightMargin: Theme.two
        anchors.verticalCenter: parent.verticalCenter
        text: banner.words()
        color: banner.over
        font.pixelSize: Theme.caption
        font.weight: Font.DemiBold
    }
    TouchButton {
        id: close

        objectName: "dismiss_" + banner.name
        visible: banner.mayDismiss
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        fill: "transparent"
        iconName: "close"
        Accessible.name: qsTr("Close this notice")
        onClicked: banner.dismissed()
    }
}
