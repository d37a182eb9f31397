pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kiosk

// Beside the table: the day as a chart with the forecast, the crew, the stock, the terminals.
Card {
    id: panel

    required property SupervisorModel model
    readonly property var names: ["day", "crew", "stock", "terminals"]

    function word(tab: string): string {
        switch (tab) {
        case "day":
            return qsTr("Day");
        case "crew":
            return qsTr("Crew");
        case "stock":
            return qsTr("Stock");
        }
        return qsTr("Terminals");
    }

    Row {
        id: tabs

        x: Theme.one
        width: parent.width - 2 * x
        Accessible.role: Accessible.PageTabList

        Repeater {
            model: panel.names

            delegate: T.AbstractButton {
                id: tab

                required property string modelData
                readonly property bool chosen: panel.model.tab === modelData

                objectName: "tab_" + modelData
                width: tabs.width / 4
                height: Theme.touch
                focusPolicy: Qt.TabFocus
                Accessible.role: Accessible.PageTab
                Accessible.name: panel.word(modelData)
                Accessible.checked: chosen
                onClicked: panel.model.showTab(modelData)

                background: Item {
                    Rectangle {
                        anchors.horizontalCenter: parent.horizontalCenter
                        anchors.bottom: parent.bottom
                        width: parent.width - Theme.two
                        height: Theme.px(4)
                        radius: height / 2
                        color: tab.chosen ? Theme.accent : "transparent"
                    }
                    FocusRing {
                        shown: tab.visualFocus
                    }
                }
                contentItem: Label {
                    text: panel.word(tab.modelData)
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    color: tab.chosen ? Theme.ink : Theme.muted
                    font.pixelSize: Theme.px(17 * Theme.textFactor)
                    font.weight: tab.chosen ? Font.Bold : Font.Medium
                    Accessible.ignored: true
                }
            }
        }
    }
    Rectangle {
        id: rule

        anchors.top: tabs.bottom
        width: parent.width
        height: Theme.px(1)
        color: Theme.line
    }
    Loader {
        anchors.top: rule.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.two
        sourceComponent: {
            switch (panel.model.tab) {
            case "day":
                return day;
            case "crew":
                return crew;
            case "stock":
                return stock;
            }
            return terminals;
        }
    }
    Component {
        id: day

        Item {
            DayChart {
                width: parent.width
                height: parent.height - outlook.height - Theme.two
                queue: panel.model.queue
            }
            Column {
                id: outlook

                anchors.bottom: parent.bottom
                width: parent.width
                spacing: Theme.one

                Label {
                    width: parent.width
                    text: qsTr("Expected wait of who comes")
                    font.pixelSize: Theme.caption
                    font.weight: Font.DemiBold
                }
                Forecast {
                    width: parent.width
                    forecast: panel.model.forecast
                }
                Label {
                    objectName: "need"
                    width: parent.width
                    text: panel.model.forecast.need
                    font.pixelSize: Theme.px(17 * Theme.textFactor)
                    lineHeight: 1.05
                }
            }
        }
    }
    Component {
        id: crew

        ListPane {
            objectName: "crewList"
            ground: Theme.surface
            about: panel.word("crew")
            model: panel.model.queue.crew
            ready: panel.model.ready
            emptyIcon: "hand"
            emptyTitle: qsTr("Nobody has begun yet")
            delegate: SideLine {
                required property string iconName
                required property string name
                required property string work
                required property string done
                required property bool busy

                picture: iconName
                pictureTone: busy ? "accent" : ""
                head: name
                first: work
                second: done
            }
        }
    }
    Component {
        id: stock

        ListPane {
            objectName: "stockList"
            ground: Theme.surface
            about: panel.word("stock")
            model: panel.model.queue.stock
            ready: panel.model.ready
            emptyIcon: "box"
            emptyTitle: qsTr("No models received yet")
            delegate: T.ItemDelegate {
                id: model

                required property int index
                required property string key
                required property string name
                required property string variant
                required property string level
                required property string doubt
                required property string tone
                required property string expected
                required property string waiting
                required property string prepared
                required property string handedOver
                required property string aside

                objectName: "stockLine_" + index
                width: ListView.view ? ListView.view.width - Theme.two : 0
                implicitHeight: told.implicitHeight
                focusPolicy: Qt.NoFocus
                Accessible.role: Accessible.Button
                Accessible.name: told.Accessible.name
                onClicked: {
                    panel.model.stock.choose(key);
                    panel.model.openSheet("stock");
                }

                background: Rectangle {
                    radius: Theme.radius
                    color: model.pressed ? Theme.pressed : "transparent"
                }
                contentItem: Item {
                    SideLine {
                        id: told

                        index: model.index
                        width: parent.width
                        picture: model.tone === "" ? "watch" : "warning"
                        pictureTone: model.tone
                        head: model.name
                        first: [model.variant, model.doubt].filter(part => part !== "").join(" · ")
                        second: [model.level, qsTr("Needed: %1 here, %2 to come").arg(model.waiting).arg(model.expected)].filter(part => part !== "").join(" · ")
                        third: qsTr("Prepared: %1 · handed over: %2 · put aside: %3").arg(model.prepared).arg(model.handedOver).arg(model.aside)
                    }
                }
            }
        }
    }
    Component {
        id: terminals

        ListPane {
            objectName: "terminalList"
            ground: Theme.surface
            about: panel.word("terminals")
            model: panel.model.queue.terminals
            ready: panel.model.ready
            delegate: SideLine {
                required property string name
                required property string letter
                required property string iconName
                required property string text
                required property string tone

                picture: iconName
                pictureTone: tone
                head: letter === "" ? name : name + " (" + letter + ")"
                first: text
            }
        }
    }
}
