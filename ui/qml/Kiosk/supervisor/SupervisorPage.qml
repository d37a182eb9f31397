pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// The whole day: a working page, and one touch away the display for the wall.
StationFrame {
    id: page

    readonly property SupervisorModel day: page.model as SupervisorModel

    bare: day.big
    title: day.big ? "" : qsTr("Queue")
    tools: [
        TouchButton {
            objectName: "openConflicts"
            iconName: "conflict"
            kind: page.day.strip.conflicts > 0 ? "danger" : "plain"
            text: page.day.strip.conflicts > 0 ? page.day.strip.conflictsText : ""
            Accessible.name: qsTr("Conflicts: %1").arg(page.day.strip.conflicts)
            onClicked: page.day.openSheet("conflicts")
        },
        TouchButton {
            objectName: "openClosing"
            iconName: "lock"
            Accessible.name: qsTr("Close of the day")
            onClicked: page.day.openSheet("closing")
        },
        TouchButton {
            objectName: "openStoreDoors"
            iconName: "door"
            Accessible.name: qsTr("Before the doors open")
            onClicked: page.day.openSheet("doors")
        },
        TouchButton {
            objectName: "openStock"
            iconName: "box"
            kind: page.day.stock.doubts > 0 ? "danger" : "plain"
            text: page.day.stock.doubts > 0 ? String(page.day.stock.doubts) : ""
            Accessible.name: page.day.stock.doubts > 0 ? qsTr("Stock: %1 figures cannot be right").arg(page.day.stock.doubts) : qsTr("Stock")
            onClicked: page.day.openSheet("stock")
        },
        TouchButton {
            objectName: "openSearch"
            iconName: "search"
            text: page.portrait ? "" : qsTr("Search")
            Accessible.name: qsTr("Search")
            onClicked: page.day.openSheet("search")
        },
        TouchButton {
            objectName: "openBig"
            iconName: "monitor"
            text: page.portrait ? "" : qsTr("For the wall")
            Accessible.name: qsTr("Show the queue on a large screen")
            onClicked: page.day.toggleBig()
        }
    ]
    sheets: SheetLoader {
        active: page.day.sheet !== ""
        sourceComponent: {
            switch (page.day.sheet) {
            case "people":
                return people;
            case "history":
                return history;
            case "search":
                return search;
            case "closing":
                return closing;
            case "doors":
                return doors;
            case "stock":
                return stock;
            }
            return conflicts;
        }
    }

    Loader {
        anchors.fill: parent
        focus: page.day.sheet === ""
        sourceComponent: page.day.big ? wall : work
    }
    Component {
        id: work

        Item {
            WaitTiles {
                id: tiles

                width: parent.width
                columns: page.portrait ? 2 : 4
                model: page.day
            }
            QueueTable {
                id: table

                anchors.top: tiles.bottom
                anchors.topMargin: Theme.two
                width: page.portrait ? parent.width : parent.width - side.width - Theme.two
                height: page.portrait ? (parent.height - y) * 0.44 : parent.height - y
                focus: true
                model: page.day
            }
            SidePanel {
                id: side

                x: page.portrait ? 0 : parent.width - width
                y: page.portrait ? table.y + table.height + Theme.two : table.y
                width: page.portrait ? parent.width : Theme.px(400)
                height: parent.height - y
                model: page.day
            }
        }
    }
    Component {
        id: wall

        WallBoard {
            model: page.day
            portrait: page.portrait
        }
    }
    Component {
        id: people

        PeopleSheet {
            model: page.day
        }
    }
    Component {
        id: history

        HistorySheet {
            model: page.day
        }
    }
    Component {
        id: search

        FinderSheet {
            model: page.day
            portrait: page.portrait
        }
    }
    Component {
        id: stock

        StockSheet {
            model: page.day
            portrait: page.portrait
        }
    }
    Component {
        id: closing

        ClosingSheet {
            model: page.day
            portrait: page.portrait
        }
    }
    Component {
        id: doors

        DoorsSheet {
            model: page.day
            portrait: page.portrait
        }
    }
    Component {
        id: conflicts

        ConflictsSheet {
            model: page.day
            portrait: page.portrait
        }
    }
}
