pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// What is typed, what is wrong with it, and the digits. Keys of a keyboard type as well.
FocusScope {
    id: entry

    required property PinPad pad
    property bool portrait: false
    readonly property real gap: Theme.one

    focus: true
    Component.onCompleted: entry.forceActiveFocus()
    Keys.onReturnPressed: entry.pad.enter()
    Keys.onEnterPressed: entry.pad.enter()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            entry.pad.erase();
        else if (event.text !== "")
            entry.pad.key(event.text);
    }

    Column {
        id: said

        width: entry.portrait ? entry.width : Math.round(entry.width * 0.46)
        y: entry.portrait ? 0 : Math.max(0, (entry.height - height) / 2)
        spacing: Theme.three

        Icon {
            name: entry.pad.step === "number" ? "badge" : "lock"
            ink: Theme.accent
            size: Theme.px(72)
        }
        Label {
            objectName: "pinHeadline"
            width: parent.width
            text: entry.pad.headline
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            lineHeight: 1.05
            Accessible.role: Accessible.Heading
        }
        Label {
            objectName: "pinHint"
            width: parent.width
            text: entry.pad.hint
            color: Theme.muted
        }
        Rectangle {
            width: parent.width
            height: Theme.px(88)
            radius: Theme.radius
            color: Theme.surface
            border.width: Theme.px(3)
            border.color: Theme.accent
            Accessible.role: Accessible.EditableText
            Accessible.name: entry.pad.headline
            Accessible.passwordEdit: entry.pad.step !== "number"

            Label {
                objectName: "pinTyped"
                anchors.centerIn: parent
                text: entry.pad.typed
                font.pixelSize: Theme.title
                font.weight: Font.Bold
                font.letterSpacing: Theme.px(6)
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        // Keeps its place, so that nothing jumps when something is wrong.
        Item {
            width: parent.width
            height: Theme.px(92)

            Row {
                width: parent.width
                spacing: Theme.two
                visible: entry.pad.problem !== ""

                Icon {
                    id: sign

                    name: "warning"
                    ink: Theme.warn
                    size: Theme.px(32)
                }
                Label {
                    objectName: "pinProblem"
                    width: parent.width - sign.width - parent.spacing
                    text: entry.pad.problem
                    color: Theme.warn
                    Accessible.role: Accessible.AlertMessage
                }
            }
        }
    }
    Grid {
        id: keys

        readonly property real cell: (width - 2 * entry.gap) / 3
        readonly property real tall: Math.min(Theme.px(128), (height - 3 * entry.gap) / 4)

        x: entry.portrait ? 0 : said.width + Theme.five
        y: entry.portrait ? said.height + Theme.two : Math.max(0, (entry.height - 4 * tall - 3 * entry.gap) / 2)
        width: entry.width - x
        height: entry.portrait ? entry.height - y : entry.height
        columns: 3
        spacing: entry.gap

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "0", "enter"]

            delegate: TouchButton {
                id: key

                required property string modelData

                objectName: "pin_" + modelData
                width: keys.cell
                height: keys.tall
                kind: modelData === "enter" ? "primary" : "plain"
                fill: modelData === "enter" ? Theme.accent : modelData === "erase" ? Theme.raised : Theme.surface
                enabled: modelData !== "enter" || entry.pad.mayEnter
                text: modelData === "erase" || modelData === "enter" ? "" : modelData
                iconName: modelData === "erase" ? "erase" : modelData === "enter" ? "check" : ""
                textSize: Theme.title
                focusPolicy: Qt.NoFocus // the keyboard types digits itself
                Accessible.name: modelData === "erase" ? qsTr("Erase") : modelData === "enter" ? qsTr("Go on") : modelData
                onClicked: {
                    switch (key.modelData) {
                    case "erase":
                        return entry.pad.erase();
                    case "enter":
                        return entry.pad.enter();
                    }
                    entry.pad.key(key.modelData);
                }
            }
        }
    }
}
