pragma ComponentBehavior: Bound
import QtQuick

// The one thing to do now: what it is, in a word and an icon, then how; and over it whatever has to be said first.
Card {
    id: panel

    required property FaceModel face
    required property string iconName
    required property string title
    required property string text
    property Component step: null
    property Component more: null // buttons beside a message's one way on
    property alias chips: chips.data
    property alias foot: foot.data // below the step
    readonly property Item stepItem: loader.item as Item
    readonly property Item faceButton: field.item ? (field.item as FaceField).first : null
    signal actionAsked

    objectName: "stepPanel"

    Item {
        anchors.fill: parent
        anchors.margins: Theme.four
        visible: !panel.face.shown

        Column {
            id: head

            width: parent.width
            spacing: Theme.one

            Row {
                width: parent.width
                spacing: Theme.three

                Rectangle {
                    id: disc

                    width: Theme.px(80)
                    height: width
                    radius: width / 2
                    color: Theme.accentSoft

                    Icon {
                        anchors.centerIn: parent
                        name: panel.iconName
                        ink: Theme.accent
                        size: Theme.px(44)
                    }
                }
                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - disc.width - Theme.three

                    Label {
                        objectName: "stepTitle"
                        width: parent.width
                        text: panel.title
                        font.pixelSize: Theme.title
                        font.weight: Font.Bold
                        lineHeight: 1.05
                        Accessible.role: Accessible.Heading
                    }
                    Label {
                        objectName: "stepText"
                        width: parent.width
                        text: panel.text
                        color: Theme.muted
                        lineHeight: 1.1
                    }
                }
            }
            Flow {
                id: chips

                width: parent.width
                spacing: Theme.one
            }
        }
        Loader {
            id: loader

            anchors.top: head.bottom
            anchors.topMargin: Theme.three
            anchors.bottom: foot.top
            anchors.bottomMargin: foot.height > 0 ? Theme.two : 0
            width: parent.width
            sourceComponent: panel.step
        }
        Column {
            id: foot

            anchors.bottom: parent.bottom
            width: parent.width
        }
    }
    Loader {
        id: field

        anchors.fill: parent
        active: panel.face.shown
        sourceComponent: FaceField {
            face: panel.face
            more: panel.more
            onActionAsked: panel.actionAsked()
        }
    }
}
