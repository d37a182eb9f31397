import QtQuick

// The live picture, or what stands in its place while there is none.
Rectangle {
    id: preview

    required property CameraFeed feed

    radius: Theme.three
    color: Theme.surface

    CameraView {
        objectName: "cameraView"
        anchors.fill: parent
        feed: preview.feed
        outlineColor: Theme.found
        radius: preview.radius
        opacity: preview.feed.status === "live" ? 1 : 0.25
        visible: preview.feed.hasPicture
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Camera picture")
    }
    Column {
        visible: preview.feed.status !== "live" || !preview.feed.hasPicture
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.seven
        spacing: Theme.two

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: preview.feed.status === "starting" || preview.feed.status === "live" ? "camera" : "camera-off"
            ink: preview.feed.status === "starting" || preview.feed.status === "live" ? Theme.muted : Theme.warn
            size: Theme.px(72)
        }
        Label {
            objectName: "cameraState"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            font.weight: Font.DemiBold
            text: {
                switch (preview.feed.hint) {
                case "black":
                    return qsTr("The picture is black: open the camera’s cover or wipe its lens");
                case "busy":
                    return qsTr("Another program is using the camera");
                case "no_permission":
                    return qsTr("This terminal may not open the camera");
                }
                switch (preview.feed.status) {
                case "no_camera":
                    return qsTr("No camera: use the hand scanner or type the code");
                case "stalled":
                case "failed":
                    return qsTr("The camera has stopped and is being restarted");
                }
                return qsTr("The camera is starting");
            }
        }
    }
}
