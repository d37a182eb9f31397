pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The task in hand: on one side what it is and how far, on the other the one thing to do now.
WorkScope {
    id: work

    required property StockroomModel room
    property bool portrait: false
    readonly property TaskModel task: room.task
    primary: {
        if (panel.faceButton)
            return panel.faceButton;
        switch (work.task.stepName) {
        case "scan_box":
            return (panel.stepItem as StepScan)?.first ?? null;
        case "inspect_packaging":
            return (panel.stepItem as StepInspect)?.first ?? null;
        case "test_battery":
            return (panel.stepItem as StepBattery)?.first ?? null;
        case "bring_to_counter":
            return (panel.stepItem as StepCounter)?.first ?? null;
        }
        return null;
    }

    objectName: "work"
    typed: work.room.pad.typed !== ""
    onLeftBehind: work.room.back()
    onCompleted: work.task.stepName === "bring_to_counter" ? work.room.bringTo("") : work.room.batteryRead()
    onKey: text => work.room.pad.typeKey(text)
    onErased: work.room.pad.erase()
    Connections {
        target: work.task
        function onStepChanged(): void {
            work.begin();
        }
    }

    Item {
        id: head

        width: parent.width
        height: Theme.touch

        TouchButton {
            id: back

            objectName: "toBoard"
            kind: "quiet"
            iconName: "back"
            text: qsTr("Board")
            onClicked: work.room.back()
        }
        ListView {
            id: others

            objectName: "myTasks"
            visible: count > 1
            anchors.left: back.right
            anchors.leftMargin: Theme.two
            anchors.right: tools.left
            anchors.rightMargin: Theme.two
            height: parent.height
            orientation: ListView.Horizontal
            spacing: Theme.one
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: work.room.lists.mine
            delegate: TouchButton {
                required property string key
                required property string number
                required property string held
                readonly property bool chosen: key === work.task.key

                objectName: "mine_" + number
                text: number
                fill: chosen ? Theme.accent : Theme.raised
                ink: chosen ? Theme.accentInk : Theme.ink
                Accessible.name: number + ", " + held
                Accessible.checked: chosen
                onClicked: work.room.open(key)
            }
        }
        Row {
            id: tools

            anchors.right: parent.right
            spacing: Theme.one
            visible: !work.task.over.shown

            TouchButton {
                objectName: "refuseUnit"
                visible: work.task.mayRefuse
                kind: "quiet"
                iconName: "box-cross"
                text: work.portrait ? "" : qsTr("Refuse unit")
                Accessible.name: qsTr("Refuse unit")
                onClicked: work.room.openSheet("reject")
            }
            TouchButton {
                objectName: "handOn"
                kind: "quiet"
                iconName: "hand-on"
                text: work.portrait ? "" : qsTr("Hand on")
                Accessible.name: qsTr("Hand on")
                onClicked: work.room.openSheet("handOn")
            }
            TouchButton {
                objectName: "release"
                kind: "quiet"
                iconName: "release"
                text: work.portrait ? "" : qsTr("Give back")
                Accessible.name: qsTr("Give back")
                onClicked: work.room.openSheet("release")
            }
        }
    }
    TaskSummary {
        id: summary

        y: head.height + Theme.two
        width: work.portrait ? parent.width : Theme.px(408)
        height: work.portrait ? implicitHeight : parent.height - y
        wide: work.portrait
        room: work.room
    }
    StepPanel {
        id: panel

        x: work.portrait ? 0 : summary.width + Theme.two
        y: work.portrait ? summary.y + summary.height + Theme.two : summary.y
        width: parent.width - x
        height: parent.height - y
        face: work.task.over
        iconName: work.task.stepIcon
        title: work.task.stepTitle
        text: work.task.stepText
        step: {
            switch (work.task.stepName) {
            case "scan_box":
                return scan;
            case "inspect_packaging":
                return inspect;
            case "test_battery":
                return battery;
            case "bring_to_counter":
                return counter;
            }
            return null;
        }
        chips: [
            Chip {
                objectName: "refusedBefore"
                iconName: "box-cross"
                tone: "warn"
                text: work.task.refused
            },
            Chip {
                objectName: "alsoTaken"
                iconName: "person-check"
                tone: "accent"
                text: work.task.also
            }
        ]
        foot: Card {
            objectName: "batchOffer"
            visible: work.task.batch !== ""
            width: parent?.width ?? 0
            height: Math.max(Theme.px(88), offered.implicitHeight + Theme.three)
            tone: "accent"
            edge: false

            Label {
                id: offered

                anchors.left: parent.left
                anchors.leftMargin: Theme.three
                anchors.right: together.left
                anchors.rightMargin: Theme.two
                anchors.verticalCenter: parent.verticalCenter
                text: work.task.batch
                font.weight: Font.DemiBold
            }
            TouchButton {
                id: together

                objectName: "takeTogether"
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(12)
                anchors.verticalCenter: parent.verticalCenter
                fill: Theme.accent
                ink: Theme.accentInk
                iconName: "several"
                text: qsTr("Take together")
                onClicked: work.room.takeTogether()
            }
        }
        onActionAsked: work.room.goOn()
    }
    Component {
        id: scan

        StepScan {
            room: work.room
        }
    }
    Component {
        id: inspect

        StepInspect {
            room: work.room
        }
    }
    Component {
        id: battery

        StepBattery {
            room: work.room
        }
    }
    Component {
        id: counter

        StepCounter {
            room: work.room
        }
    }
}
