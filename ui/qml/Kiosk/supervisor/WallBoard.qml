pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kiosk

// The queue for a large screen, read from five metres. A touch anywhere, or Escape, leads back to the working page.
T.AbstractButton {
    id: wall

    required property SupervisorModel model
    property bool portrait: false
    readonly property real small: Theme.px(28)
    readonly property real large: Theme.px(72)

    objectName: "wall"
    focusPolicy: Qt.TabFocus
    focus: true
    Accessible.name: qsTr("The queue for a large screen. Touch to go back.")
    onClicked: wall.model.toggleBig()
    Keys.onEscapePressed: wall.model.toggleBig()

    GroupWords {
        id: groups
    }
    background: Item {
        FocusRing {
            shown: wall.visualFocus
        }
    }
    contentItem: Item {
        Item {
            id: head

            y: Theme.two
            width: parent.width
            height: title.height

            Label {
                id: title

                text: wall.model.strip.store
                font.pixelSize: Theme.px(36)
                font.weight: Font.Bold
                width: parent.width - clock.width - late.width - 2 * Theme.three
            }
            Chip {
                id: late

                anchors.right: clock.left
                anchors.rightMargin: Theme.three
                anchors.verticalCenter: parent.verticalCenter
                width: visible ? implicitWidth : 0
                tone: "warn"
                iconName: "offline"
                text: wall.model.behind !== "" ? qsTr("%1 behind the store").arg(wall.model.behind) : wall.model.strip.online ? "" : qsTr("Offline since %1").arg(wall.model.strip.since)
            }
            Label {
                id: clock

                anchors.right: parent.right
                text: wall.model.strip.clock
                font.pixelSize: Theme.px(36)
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
            }
        }
        Grid {
            id: counts

            readonly property real cell: (width - (columns - 1) * spacing) / columns
            readonly property real tall: Theme.px(168)

            anchors.top: head.bottom
            anchors.topMargin: Theme.two
            width: parent.width
            columns: wall.portrait ? 4 : 7
            spacing: Theme.two

            Repeater {
                model: groups.count

                delegate: Card {
                    id: count

                    required property int index
                    readonly property int amount: wall.model.queue.totals[index] ?? 0

                    objectName: "wall_" + index
                    width: counts.cell
                    height: counts.tall
                    edge: false
                    tone: amount > 0 && index > 4 ? groups.tones[index] : ""
                    Accessible.role: Accessible.StaticText
                    Accessible.name: groups.word(index) + ": " + amount

                    Label {
                        anchors.horizontalCenter: parent.horizontalCenter
                        y: Theme.one
                        text: count.amount
                        color: groups.tones[count.index] === "" ? Theme.ink : groups.ink(count.index)
                        font.pixelSize: wall.large
                        font.weight: Font.Bold
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                    Label {
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: Theme.one
                        x: Theme.half
                        width: parent.width - 2 * x
                        height: Theme.px(64)
                        horizontalAlignment: Text.AlignHCenter
                        verticalAlignment: Text.AlignVCenter
                        text: groups.word(count.index)
                        font.pixelSize: Theme.px(25)
                        font.weight: Font.DemiBold
                        lineHeight: 0.95
                        Accessible.ignored: true
                    }
                }
            }
        }
        Card {
            id: waits

            anchors.top: counts.bottom
            anchors.topMargin: Theme.two
            width: wall.portrait ? parent.width : Theme.px(420)
            height: wall.portrait ? Theme.px(200) : ahead.y - y - Theme.two

            Grid {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.three
                columns: wall.portrait ? 2 : 1
                spacing: Theme.two

                WallFigure {
                    width: (parent.width - (wall.portrait ? Theme.two : 0)) / (wall.portrait ? 2 : 1)
                    about: qsTr("Longest wait now")
                    value: wall.model.queue.oldest
                    note: wall.model.queue.oldestWho
                }
                WallFigure {
                    width: (parent.width - (wall.portrait ? Theme.two : 0)) / (wall.portrait ? 2 : 1)
                    about: qsTr("9 in 10 waited less than")
                    value: wall.model.queue.mostWait
                }
            }
        }
        Card {
            x: wall.portrait ? 0 : waits.width + Theme.two
            y: wall.portrait ? waits.y + waits.height + Theme.two : waits.y
            width: parent.width - x
            height: ahead.y - y - Theme.two

            DayChart {
                anchors.fill: parent
                anchors.margins: Theme.two
                queue: wall.model.queue
                textSize: Theme.px(24)
            }
        }
        Card {
            id: ahead

            anchors.bottom: parent.bottom
            width: parent.width
            height: wall.portrait ? forecast.height + need.height + 3 * Theme.two : Math.max(forecast.height, need.height) + 2 * Theme.two
            tone: wall.model.forecast.needTone
            edge: false

            Forecast {
                id: forecast

                x: Theme.three
                y: Theme.two
                width: wall.portrait ? parent.width - 2 * x : parent.width * 0.56
                forecast: wall.model.forecast
                textSize: Theme.px(24)
                valueSize: Theme.px(44)
            }
            Row {
                id: need

                x: wall.portrait ? Theme.three : forecast.x + forecast.width + Theme.two
                y: wall.portrait ? forecast.y + forecast.height + Theme.two : (parent.height - height) / 2
                width: parent.width - x - Theme.three
                spacing: Theme.two

                Icon {
                    id: sign

                    anchors.verticalCenter: parent.verticalCenter
                    name: wall.model.forecast.needIcon
                    ink: Theme.colour(wall.model.forecast.needTone)
                    size: Theme.px(56)
                }
                Label {
                    objectName: "wallNeed"
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - sign.width - parent.spacing
                    text: wall.model.forecast.needShort
                    font.pixelSize: Theme.px(34)
                    font.weight: Font.Bold
                }
            }
        }
    }
}
