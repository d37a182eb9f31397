import QtQuick
import Kiosk

// The latest call, as large as the screen allows, for a few seconds.
Rectangle {
    id: field

    required property DisplayModel shown
    property bool portrait: false
    readonly property color ink: Theme.toneInk("go")

    objectName: "callField"
    visible: opacity > 0
    opacity: shown.calling ? 1 : 0
    radius: Theme.radius
    color: Theme.field("go")
    Accessible.role: Accessible.AlertMessage
    Accessible.name: shown.callNumber + ", " + shown.callFirst

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.calm
        }
    }

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.four
        spacing: Theme.two

        Label {
            objectName: "callNumber"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: field.shown.callNumber
            color: field.ink
            font.pixelSize: field.portrait ? Theme.px(220) : Theme.px(240)
            font.weight: Font.Bold
            lineHeight: 0.9
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Label {
            objectName: "callName"
            visible: text !== ""
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: field.shown.callName
            color: field.ink
            font.pixelSize: Theme.px(56)
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.three

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "arrow"
                ink: field.ink
                size: Theme.px(96)
            }
            Column {
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    text: field.shown.callFirst
                    color: field.ink
                    font.pixelSize: Theme.px(88)
                    font.weight: Font.Bold
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                Label {
                    text: field.shown.callSecond
                    color: field.ink
                    font.pixelSize: Theme.px(48)
                    font.weight: Font.DemiBold
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
    }
}
