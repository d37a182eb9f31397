pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The customer who stands here: on one side who they are, on the other the one thing to do now.
WorkScope {
    id: work

    required property CounterModel room
    property bool portrait: false
    readonly property CustomerModel customer: room.customer

    objectName: "work"
    primary: {
        if (panel.faceButton)
            return panel.faceButton;
        switch (work.customer.stepName) {
        case "identity":
            return (panel.stepItem as StepIdentity)?.first ?? null;
        case "unit":
            return (panel.stepItem as StepUnit)?.first ?? null;
        case "finish":
            return (panel.stepItem as StepFinish)?.first ?? null;
        }
        return null;
    }
    onLeftBehind: work.room.back()
    onKey: text => {
        if (work.customer.stepName === "proxy")
            work.customer.pad.typeKey(text);
    }
    onErased: if (work.customer.stepName === "proxy")
        work.customer.pad.erase()
    Connections {
        target: work.customer
        function onStepChanged(): void {
            work.begin();
        }
    }

    Item {
        id: head

        width: parent.width
        height: Theme.touch

        TouchButton {
            objectName: "toList"
            kind: "quiet"
            iconName: "back"
            text: work.portrait ? "" : qsTr("List")
            Accessible.name: qsTr("List")
            onClicked: work.room.back()
        }
        Row {
            anchors.right: parent.right
            spacing: Theme.one
            visible: !work.customer.over.shown

            TouchButton {
                objectName: "hold"
                visible: work.customer.wasCalled
                kind: "quiet"
                iconName: "pause"
                text: work.portrait ? "" : qsTr("Wants a moment")
                Accessible.name: qsTr("Wants a moment")
                onClicked: work.room.hold()
            }
            TouchButton {
                objectName: "skip"
                visible: work.customer.wasCalled
                kind: "quiet"
                iconName: "person-cross"
                text: work.portrait ? "" : qsTr("Nobody came")
                Accessible.name: qsTr("Nobody came")
                onClicked: work.room.skip()
            }
            TouchButton {
                objectName: "call"
                fill: work.customer.wasCalled ? Theme.raised : Theme.accent
                ink: work.customer.wasCalled ? Theme.ink : Theme.accentInk
                iconName: "megaphone"
                text: work.customer.wasCalled ? qsTr("Call again") : qsTr("Call")
                onClicked: work.room.call()
            }
        }
    }
    CustomerSummary {
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
        face: work.customer.over
        iconName: work.customer.stepName === "unit" ? "lock" : work.customer.stepName === "finish" ? "lock-open" : "person-check"
        title: work.customer.stepTitle
        text: work.customer.stepText
        step: {
            switch (work.customer.stepName) {
            case "identity":
                return identity;
            case "proxy":
                return proxy;
            case "unit":
                return unit;
            case "finish":
                return finish;
            }
            return null;
        }
        more: Row {
            spacing: Theme.two

            TouchButton {
                objectName: "printAgain"
                visible: work.customer.mayPrint
                fill: "transparent"
                ink: Theme.toneInk(work.customer.over.tone)
                line: Theme.toneInk(work.customer.over.tone)
                iconName: "printer"
                text: qsTr("Print again")
                onClicked: work.room.printAgain()
            }
            TouchButton {
                objectName: "takeBack"
                visible: work.customer.mayTakeBack
                fill: "transparent"
                ink: Theme.toneInk(work.customer.over.tone)
                line: Theme.toneInk(work.customer.over.tone)
                iconName: "undo"
                text: qsTr("Take it back…")
                onClicked: work.room.openSheet("takeBack")
            }
        }
        onActionAsked: work.room.goOn()
    }
    Component {
        id: identity

        StepIdentity {
            room: work.room
            portrait: work.portrait
        }
    }
    Component {
        id: proxy

        StepProxy {
            room: work.room
        }
    }
    Component {
        id: unit

        StepUnit {
            room: work.room
        }
    }
    Component {
        id: finish

        StepFinish {
            room: work.room
        }
    }
}
