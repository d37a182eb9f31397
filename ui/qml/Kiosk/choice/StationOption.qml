import QtQuick
import QtQuick.Templates as T
import Kiosk

// One station to choose: its picture, its name, what is done there.
T.AbstractButton {
    id: option

    required property int index
    required property string key
    required property string title
    required property string about
    required property string iconName
    required property bool chosen

    objectName: "station_" + key
    focusPolicy: Qt.NoFocus // the grid has the keys
    Accessible.role: Accessible.Button
    Accessible.name: title + ". " + about
    Accessible.checked: chosen

    background: Card {
        chosen: option.chosen
        pressed: option.pressed
        focused: option.visualFocus || option.GridView.isCurrentItem && option.GridView.view.activeFocus
    }
    contentItem: Item {
        Rectangle {
            id: picture

            x: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(96)
            height: width
            radius: Theme.radius
            color: Theme.accentSoft

            Icon {
                anchors.centerIn: parent
                name: option.iconName
                ink: Theme.accent
                size: Theme.px(56)
            }
        }
        Icon {
            id: now

            visible: option.chosen
            width: visible ? size : 0
            anchors.right: parent.right
            anchors.rightMargin: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            name: "check"
            ink: Theme.accent
        }
        Column {
            anchors.left: picture.right
            anchors.leftMargin: Theme.three
            anchors.right: now.left
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.half

            Label {
                width: parent.width
                text: option.title
                font.pixelSize: Theme.title
                font.weight: Font.Bold
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: option.about
                color: Theme.muted
                lineHeight: 1.1
                Accessible.ignored: true
            }
        }
    }
}
