pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kiosk

// The task in hand: on one side what it is and how far, on the other the one thing to do now.
FocusScope {
    id: work

    required property StockroomModel room
    property bool portrait: false
    property bool byKeys: false // the last thing was done by keys: they go on where the page goes on
    readonly property TaskModel task: room.task
    readonly property Item primary: {
        if (face.item)
            return (face.item as FaceField).first;
        switch (work.task.stepName) {
        case "scan_box":
            return (step.item as StepScan)?.first ?? null;
        case "inspect_packaging":
            return (step.item as StepInspect)?.first ?? null;
        case "test_battery":
            return (step.item as StepBattery)?.first ?? null;
        case "bring_to_counter":
            return (step.item as StepCounter)?.first ?? null;
        }
        return null;
    }

    function move(forward: bool): void {
        const held = work.Window.activeFocusItem;
        const next = held ? held.nextItemInFocusChain(forward) : null;
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }
    function enter(): void {
        work.byKeys = true;
        const button = work.Window.activeFocusItem as T.AbstractButton;
        const typed = work.room.pad.typed !== "" && (!button || button === work.primary);
        if (button && button.enabled && !typed)
            button.clicked();
        else if (typed)
            (work.task.stepName === "bring_to_counter" ? work.room.bringTo("") : work.room.batteryRead());
        else if (work.primary)
            work.primary.forceActiveFocus(Qt.TabFocusReason);
    }

    objectName: "work"
    focus: true
    Keys.onEscapePressed: work.room.back()
    Keys.onReturnPressed: work.enter()
    Keys.onEnterPressed: work.enter()
    Keys.onRightPressed: work.move(true)
    Keys.onDownPressed: work.move(true)
    Keys.onLeftPressed: work.move(false)
    Keys.onUpPressed: work.move(false)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            work.room.pad.erase();
        else if (event.text !== "")
            work.room.pad.typeKey(event.text);
    }
    Connections {
        target: work.task
        function onStepChanged(): void {
            work.forceActiveFocus();
            if (work.byKeys && work.primary)
                work.primary.forceActiveFocus(Qt.TabFocusReason);
        }
    }
    TapHandler {
        onTapped: work.byKeys = false
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
    Card {
        id: panel

        objectName: "stepPanel"
        x: work.portrait ? 0 : summary.width + Theme.two
        y: work.portrait ? summary.y + summary.height + Theme.two : summary.y
        width: parent.width - x
        height: parent.height - y

        Item {
            id: inner

            anchors.fill: parent
            anchors.margins: Theme.four
            visible: !work.task.over.shown

            Column {
                id: title

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
                            name: work.task.stepIcon
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
                            text: work.task.stepTitle
                            font.pixelSize: Theme.title
                            font.weight: Font.Bold
                            lineHeight: 1.05
                            Accessible.role: Accessible.Heading
                        }
                        Label {
                            objectName: "stepText"
                            width: parent.width
                            text: work.task.stepText
                            color: Theme.muted
                            lineHeight: 1.1
                        }
                    }
                }
                Flow {
                    width: parent.width
                    spacing: Theme.one

                    Chip {
                        objectName: "refusedBefore"
                        iconName: "box-cross"
                        tone: "warn"
                        text: work.task.refused
                    }
                    Chip {
                        objectName: "alsoTaken"
                        iconName: "person-check"
                        tone: "accent"
                        text: work.task.also
                    }
                }
            }
            Loader {
                id: step

                anchors.top: title.bottom
                anchors.topMargin: Theme.three
                anchors.bottom: offer.visible ? offer.top : parent.bottom
                anchors.bottomMargin: offer.visible ? Theme.two : 0
                width: parent.width
                sourceComponent: {
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
            }
            Card {
                id: offer

                objectName: "batchOffer"
                visible: work.task.batch !== ""
                anchors.bottom: parent.bottom
                width: parent.width
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
        }
        Loader {
            id: face

            anchors.fill: parent
            active: work.task.over.shown
            sourceComponent: FaceField {
                face: work.task.over
                onActionAsked: work.room.goOn()
            }
        }
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
