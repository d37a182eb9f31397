pragma ComponentBehavior: Bound
import QtQuick

// Nobody in front of the camera: the preview is the brightest thing, one instruction, two ways by hand.
Item {
    id: idle

    required property EntranceModel model
    property bool portrait: false

    readonly property real gap: Theme.three
    readonly property real below: notices.height > 0 ? notices.y + notices.height + Theme.two : Theme.one

    Column {
        id: notices

        x: idle.gap
        y: Theme.one
        width: idle.width - 2 * idle.gap
        spacing: Theme.one

        Repeater {
            model: idle.model.banners.names

            delegate: Banner {
                required property string modelData

                width: notices.width
                name: modelData
                onDismissed: idle.model.banners.dismiss(modelData)
            }
        }
    }
    Preview {
        id: preview

        objectName: "preview"
        feed: idle.model.camera
        x: idle.gap
        y: idle.below
        width: idle.portrait ? idle.width - 2 * idle.gap : idle.width - side.width - 3 * idle.gap
        height: (idle.portrait ? side.y : idle.height) - y - idle.gap
    }
    AdviceCard {
        objectName: "advice"
        guide: idle.model.guide
        anchors.left: preview.left
        anchors.right: preview.right
        anchors.bottom: preview.bottom
        anchors.margins: Theme.two
    }

    Item {
        id: side

        x: idle.portrait ? idle.gap : idle.width - width - idle.gap
        y: idle.portrait ? idle.height - height - idle.gap : idle.below
        width: idle.portrait ? idle.width - 2 * idle.gap : Theme.px(376)
        height: idle.portrait ? Theme.px(448) : idle.height - y - idle.gap

        Column {
            id: instruction

            y: Theme.two
            width: parent.width
            spacing: Theme.two

            Label {
                objectName: "instruction"
                width: parent.width
                text: qsTr("Present the code")
                font.pixelSize: Theme.title
                font.weight: Font.Bold
                lineHeight: 1.05
            }
            Label {
                width: parent.width
                text: qsTr("In front of the camera, or with the hand scanner")
                color: Theme.muted
                lineHeight: 1.15
            }
        }

        LastAdmission {
            objectName: "lastAdmission"
            visible: idle.model.last.shown
            width: parent.width
            y: ways.y - height - idle.gap
            number: idle.model.last.number
            name: idle.model.last.name
            time: idle.model.last.time
            busy: idle.model.busy
            onUndoAsked: idle.model.openSheet("undo")
        }

        Grid {
            id: ways

            anchors.bottom: parent.bottom
            width: parent.width
            columns: idle.portrait ? 2 : 1
            spacing: Theme.two

            readonly property real cell: (width - (columns - 1) * spacing) / columns

            TouchButton {
                objectName: "openKeypad"
                width: ways.cell
                implicitHeight: Theme.px(80)
                centred: false
                text: qsTr("Type the code")
                iconName: "keypad"
                onClicked: idle.model.openSheet("keypad")
            }
            TouchButton {
                objectName: "openSearch"
                width: ways.cell
                implicitHeight: Theme.px(80)
                centred: false
                text: qsTr("Search by name")
                iconName: "search"
                onClicked: idle.model.openSheet("search")
            }
            TouchButton {
                objectName: "openDemo"
                visible: idle.model.drawer.codes.length > 0
                width: ways.cell
                centred: false
                fill: "transparent"
                ink: Theme.muted
                text: qsTr("Codes to try")
                iconName: "several"
                onClicked: idle.model.openSheet("demo")
            }
        }
    }
}
