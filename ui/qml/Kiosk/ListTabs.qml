pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// Which list: a word and how many. Left and right change it.
Row {
    id: tabs

    required property var names
    required property var words // one a name
    required property var counts // one a name; below 0: not shown
    required property string chosen
    property string about: "" // what the lists are, for a screen reader
    readonly property real cell: Math.min(Theme.px(216), width / names.length)
    signal asked(string name)

    function step(by: int): void {
        const at = tabs.names.indexOf(tabs.chosen) + by;
        if (at >= 0 && at < tabs.names.length)
            tabs.asked(tabs.names[at]);
    }

    Accessible.role: Accessible.PageTabList
    Accessible.name: about

    Repeater {
        model: tabs.names

        delegate: T.AbstractButton {
            id: tab

            required property string modelData
            required property int index
            readonly property bool chosen: tabs.chosen === modelData
            readonly property string word: tabs.words[index]
            readonly property int count: tabs.counts[index]

            objectName: "tab_" + modelData
            width: tabs.cell
            height: Theme.touch
            focusPolicy: Qt.TabFocus
            Accessible.role: Accessible.PageTab
            Accessible.name: count < 0 ? word : word + ", " + count
            Accessible.checked: chosen
            onClicked: tabs.asked(modelData)

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
                        text: tab.word
                        color: tab.chosen ? Theme.ink : Theme.muted
                        font.weight: tab.chosen ? Font.Bold : Font.Medium
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: tab.count >= 0
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
