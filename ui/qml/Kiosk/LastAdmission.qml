import QtQuick

// Whom we let in last, and the way back.
Rectangle {
    id: last

    required property string number
    required property string name
    required property string time
    property bool busy: false
    signal undoAsked

    implicitHeight: content.height + 2 * Theme.three
    height: implicitHeight
    radius: Theme.radius
    color: Theme.surface

    Column {
        id: content

        x: Theme.three
        y: Theme.three
        width: parent.width - 2 * x
        spacing: Theme.half

        Label {
            width: parent.width
            text: qsTr("Last let in, %1").arg(last.time)
            color: Theme.muted
            font.pixelSize: Theme.caption
        }
        Item {
            width: parent.width
            height: undo.height

            Label {
                objectName: "lastNumber"
                anchors.left: parent.left
                anchors.right: undo.left
                anchors.verticalCenter: parent.verticalCenter
                text: last.number
                font.pixelSize: Theme.title
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
            }
            TouchButton {
                id: undo

                objectName: "undo"
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                enabled: !last.busy
                text: qsTr("Undo")
                iconName: "undo"
                onClicked: last.undoAsked()
            }
        }
        Label {
            objectName: "lastName"
            width: parent.width
            visible: text !== ""
            text: last.name
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }
    }
}
