pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Numbers of those who wait, as many as there is room for.
Card {
    id: panel

    required property DisplayModel shown
    required property string title
    required property string iconName
    required property RowsModel numbers
    required property real size
    readonly property bool named: numbers.count > 0 && numbers.get(0, "name") !== ""
    readonly property real figure: named ? size * 0.8 : size
    readonly property int columns: Math.max(1, Math.floor(grid.width / Math.max(figure * 3.1, named ? Theme.px(208) : 0)))
    readonly property real tall: Math.round(named ? figure * 1.15 + Theme.px(26) : size * 1.3)
    readonly property int room: columns * Math.max(1, Math.floor((height - grid.y - Theme.one) / tall))
    readonly property int hidden: Math.max(0, numbers.count - room)


    PanelTitle {
        id: word

        x: Theme.three
        y: Theme.two
        width: parent.width - 2 * x - more.width
        first: panel.shown.said(panel.title, 0)
        second: panel.shown.said(panel.title, 1)
        iconName: panel.iconName
        size: Theme.px(32)
    }
    Label {
        id: more

        anchors.right: parent.right
        anchors.rightMargin: Theme.three
        anchors.verticalCenter: word.verticalCenter
        text: panel.hidden > 0 ? "+ " + panel.hidden : ""
        color: Theme.muted
        font.pixelSize: Theme.px(28)
        font.weight: Font.DemiBold
        wrapMode: Text.NoWrap
    }
    GridView {
        id: grid

        anchors.top: word.bottom
        anchors.topMargin: Theme.one
        x: Theme.three
        width: parent.width - 2 * x
        height: Math.ceil(panel.room / panel.columns) * panel.tall
        interactive: false
        clip: true
        cellWidth: Math.floor(width / panel.columns)
        cellHeight: panel.tall
        model: panel.numbers

        delegate: Item {
            id: one

            required property int index
            required property string number
            required property string name

            width: grid.cellWidth
            height: grid.cellHeight
            Accessible.role: Accessible.ListItem
            Accessible.name: name === "" ? number : number + ", " + name

            Label {
                id: digits

                objectName: panel.title + "_" + one.index
                text: one.number
                font.pixelSize: panel.figure
                font.weight: Font.DemiBold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Label {
                objectName: "waitingName"
                visible: text !== ""
                anchors.top: digits.bottom
                anchors.topMargin: -Theme.half
                width: parent.width - Theme.one
                text: one.name
                color: Theme.muted
                font.pixelSize: Theme.px(22)
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }
}
