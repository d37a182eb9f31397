pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kiosk

// Which list: a word and how many. Left and right change it.
Row {
    id: tabs

    required property StockroomModel model
    readonly property var names: ["waiting", "mine", "others", "ready"]
    readonly property real cell: Math.min(Theme.px(216), width / 4)

    function word(tab: string): string {
        switch (tab) {
        case "waiting":
            return qsTr("Waiting");
        case "mine":
            return qsTr("Mine");
        case "others":
            return qsTr("Colleagues");
        }
        return qsTr("Ready");
    }
    function rows(tab: string): RowsModel {
        const lists = tabs.model.lists;
        return tab === "waiting" ? lists.waiting : tab === "mine" ? lists.mine : tab === "others" ? lists.others : lists.ready;
    }
    function step(by: int): void {
        const at = tabs.names.indexOf(tabs.model.tab) + by;
        if (at >= 0 && at < tabs.names.length)
            tabs.model.showTab(tabs.names[at]);
    }

    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Lists of tasks")

    Repeater {
        model: tabs.names

        delegate: T.AbstractButton {
            id: tab

            required property string modelData
            readonly property bool chosen: tabs.model.tab === modelData
            readonly property int count: tabs.rows(modelData).count

            objectName: "tab_" + modelData
            width: tabs.cell
            height: Theme.touch
            focusPolicy: Qt.TabFocus
            Accessible.role: Accessible.PageTab
            Accessible.name: tabs.word(modelData) + ", " + count
            Accessible.checked: chosen
            onClicked: tabs.model.showTab(modelData)

            background: Item {
                Rectangle {
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.bottom: parent.bottom
                    anchors.margins: Theme.one
                    height: Theme.px(4)
                    radius: height / 2
                    color: tab.chosen ? Theme.accent : "transparent"
                }
                FocusRing {
                    shown: tab.visualFocus
                }
            }
            contentItem: Item {
                Row {
                    anchors.centerIn: parent
                    spacing: Theme.one

                    Label {
                        anchors.verticalCenter: parent.verticalCenter
                        text: tabs.word(tab.modelData)
                        color: tab.chosen ? Theme.ink : Theme.muted
                        font.weight: tab.chosen ? Font.Bold : Font.Medium
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.max(height, amount.implicitWidth + Theme.two)
                        height: Theme.px(32)
                        radius: height / 2
                        color: tab.chosen ? Theme.accent : Theme.raised

                        Label {
                            id: amount

                            objectName: "tabCount_" + tab.modelData
                            anchors.centerIn: parent
                            text: tab.count
                            color: tab.chosen ? Theme.accentInk : Theme.ink
                            font.pixelSize: Theme.caption
                            font.weight: Font.Bold
                            wrapMode: Text.NoWrap
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
}
