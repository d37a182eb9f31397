pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kiosk

// Before anybody asks: what to lay ready near the counters. A touch says that it lies there.
Card {
    id: panel

    required property StockroomModel model

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Lay ready")

    Column {
        id: head

        x: Theme.three
        y: Theme.two
        width: parent.width - 2 * x

        Label {
            width: parent.width
            text: qsTr("Lay ready")
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            text: qsTr("For those who come next. Touch when it is done.")
            color: Theme.muted
            font.pixelSize: Theme.caption
        }
    }
    ListView {
        id: list

        objectName: "fetches"
        anchors.top: head.bottom
        anchors.topMargin: Theme.one
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.one
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: panel.model.lists.fetches

        delegate: T.ItemDelegate {
            id: row

            required property int index
            required property int count
            required property string name
            required property string variant
            required property string shelfText
            required property string caseWord
            required property string bandWord
            required property string sizeWord
            required property string forTime
            required property string spoken

            objectName: "fetch_" + index
            width: list.width
            implicitHeight: Math.max(Theme.px(112), texts.height + Theme.two)
            focusPolicy: Qt.TabFocus
            Accessible.name: spoken
            onClicked: panel.model.layReady(index)

            background: Rectangle {
                radius: Theme.px(12)
                color: row.pressed ? Theme.pressed : "transparent"

                Rectangle {
                    visible: row.index > 0
                    x: Theme.two
                    width: parent.width - 2 * x
                    height: Theme.px(1)
                    color: Theme.line
                }
                FocusRing {
                    shown: row.visualFocus
                    corner: Theme.px(12)
                }
            }
            contentItem: Item {
                ProductTile {
                    id: tile

                    x: Theme.two
                    anchors.verticalCenter: parent.verticalCenter
                    implicitWidth: Theme.px(56)
                    implicitHeight: Theme.px(72)
                    caseWord: row.caseWord
                    bandWord: row.bandWord
                    sizeWord: row.sizeWord
                }
                Column {
                    id: texts

                    anchors.left: tile.right
                    anchors.leftMargin: Theme.two
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.two
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.px(2)

                    Label {
                        width: parent.width
                        text: row.count + " × " + row.name
                        font.weight: Font.DemiBold
                        font.pixelSize: Theme.px(20 * Theme.textFactor)
                        Accessible.ignored: true
                    }
                    Label {
                        visible: text !== ""
                        width: parent.width
                        text: row.variant
                        color: Theme.muted
                        font.pixelSize: Theme.caption
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: row.shelfText === "" ? row.forTime : row.shelfText + ", " + row.forTime
                        color: Theme.accent
                        font.pixelSize: Theme.caption
                        font.weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    MoreBelow {
        list: list
        ground: Theme.surface
    }
}
