pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The first screen: five stations, one touch. A counter is asked for its number.
StationFrame {
    id: page

    readonly property ChoiceModel choice: page.model as ChoiceModel

    mayChange: false
    title: choice.asksCounter ? qsTr("Which counter?") : qsTr("What is this terminal today?")
    subtitle: choice.asksCounter ? qsTr("The number that customers see above it") : qsTr("A supervisor can change this at any time.")
    tools: [
        TouchButton {
            objectName: "choiceDoors"
            visible: page.choice.strip.hasDoors && !page.choice.asksCounter
            kind: "quiet"
            iconName: "check"
            text: page.portrait ? "" : qsTr("Check this terminal")
            Accessible.name: qsTr("Check this terminal")
            onClicked: page.choice.strip.checkDoors()
        },
        TouchButton {
            objectName: "leaveProgram"
            visible: page.choice.mayLeave && !page.choice.asksCounter
            kind: "quiet"
            iconName: "close"
            text: qsTr("End the program")
            onClicked: page.choice.leave()
        },
        TouchButton {
            objectName: "choiceBack"
            visible: page.choice.mayGoBack
            kind: "quiet"
            iconName: "undo"
            text: qsTr("Back")
            onClicked: page.choice.back()
        }
    ]

    GridView {
        id: stations

        readonly property int columns: page.portrait ? 1 : 2
        readonly property int lines: Math.ceil(count / columns)

        objectName: "stations"
        visible: !page.choice.asksCounter
        anchors.fill: parent
        anchors.rightMargin: -Theme.two
        anchors.bottomMargin: second.visible ? second.height + Theme.two : 0
        interactive: contentHeight > height
        clip: true
        cellWidth: Math.floor(width / columns)
        cellHeight: Math.min(Theme.px(200), Math.floor((height + Theme.two) / lines))
        model: page.choice.options
        activeFocusOnTab: true
        keyNavigationEnabled: true
        Keys.onReturnPressed: (currentItem as StationOption)?.clicked()
        Keys.onSpacePressed: (currentItem as StationOption)?.clicked()
        Accessible.role: Accessible.List
        Accessible.name: page.title
        delegate: StationOption {
            readonly property bool alone: index === stations.count - 1 && stations.count % stations.columns > 0

            width: stations.cellWidth * (alone ? stations.columns : 1) - Theme.two // no hole beside the last one
            height: stations.cellHeight - Theme.two
            onClicked: page.choice.choose(key)
        }
    }
    TouchButton {
        id: second

        objectName: "useSecond"
        visible: page.choice.hasSecond && !page.choice.asksCounter
        anchors.bottom: parent.bottom
        width: parent.width
        implicitHeight: Theme.px(80)
        centred: false
        kind: page.choice.second ? "primary" : "quiet"
        iconName: page.choice.second ? "check" : "monitor"
        text: page.choice.second ? qsTr("Customers’ screen on the second monitor: yes") : qsTr("Customers’ screen on the second monitor: no")
        Accessible.checkable: true
        Accessible.checked: page.choice.second
        onClicked: page.choice.useSecond(!page.choice.second)
    }
    Grid {
        id: numbers

        readonly property real cell: Math.min((parent.width - 2 * spacing) / 3, Theme.px(280))
        readonly property real tall: Math.min((parent.height - 2 * spacing) / 3, Theme.px(180))

        visible: page.choice.asksCounter
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (parent.height - height) / 2)
        columns: 3
        spacing: Theme.two

        Repeater {
            model: page.choice.counters

            delegate: TouchButton {
                required property string modelData

                objectName: "counter_" + modelData
                width: numbers.cell
                height: numbers.tall
                fill: Theme.surface
                line: page.choice.counter === modelData ? Theme.accent : Theme.line
                text: modelData
                textSize: Theme.title
                Accessible.name: qsTr("Counter %1").arg(modelData)
                onClicked: page.choice.chooseCounter(modelData)
            }
        }
    }
}
