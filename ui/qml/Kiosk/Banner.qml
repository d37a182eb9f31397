import QtQuick

// Something is wrong with the terminal and stays so: one line across the page, no dialog.
Rectangle {
    id: banner

    required property string name
    readonly property bool grave: name === "not_saved"
    readonly property color over: grave ? Theme.toneInk("stop") : Theme.ink
    signal dismissed

    function words(): string {
        switch (banner.name) {
        case "not_saved":
            return qsTr("Not saved, do not hand over. The terminal cannot write to its memory.");
        case "camera_stalled":
            return qsTr("The camera has stopped and is being restarted. The hand scanner and typing work.");
        case "no_camera":
            return qsTr("No camera was found. The hand scanner and typing work.");
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
        id: picture

        x: Theme.three
        anchors.verticalCenter: parent.verticalCenter
        name: banner.grave ? "disk-cross" : banner.name === "database_recovered" ? "recover" : "camera-off"
        ink: banner.grave ? banner.over : Theme.warn
    }
    Label {
        id: line

        objectName: "banner_" + banner.name
        anchors.left: picture.right
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
        visible: banner.name === "database_recovered"
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        fill: "transparent"
        iconName: "close"
        Accessible.name: qsTr("Close this notice")
        onClicked: banner.dismissed()
    }
}
