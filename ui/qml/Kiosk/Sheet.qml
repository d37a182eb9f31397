import QtQuick

// A page over the page, with a title and a way out. Escape closes it; keys typed by a person come as `typed`.
FocusScope {
    id: sheet

    required property string title
    default property alias content: body.data
    property alias bodyItem: body
    signal closed
    signal typed(string key)
    signal erased

    focus: true
    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Keys.onEscapePressed: sheet.closed()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            sheet.erased();
        else if (event.text !== "")
            sheet.typed(event.text);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground

        MouseArea {
            anchors.fill: parent
        }
    }
    Label {
        anchors.left: parent.left
        anchors.leftMargin: Theme.three
        anchors.right: close.left
        anchors.rightMargin: Theme.two
        anchors.verticalCenter: close.verticalCenter
        text: sheet.title
        font.pixelSize: Theme.title
        font.weight: Font.Bold
    }
    TouchButton {
        id: close

        objectName: "closeSheet"
        anchors.right: parent.right
        anchors.rightMargin: Theme.three
        y: Theme.one
        fill: Theme.surface
        iconName: "close"
        Accessible.name: qsTr("Close")
        onClicked: sheet.closed()
    }
    Item {
        id: body

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: close.bottom
        anchors.bottom: parent.bottom
        anchors.margins: Theme.three
    }
}
