pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Arrivals by quarter hour (bars) against what was booked (line), in the store's time.
Item {
    id: chart

    required property QueueModel queue
    property real textSize: Theme.px(16 * Theme.textFactor)
    readonly property int count: queue.quarters.count
    readonly property real slice: count > 0 ? plot.width / count : 0
    readonly property int step: [1, 2, 3, 4, 6, 12].find(hours => hours * 4 * slice >= widest.width + Theme.one) ?? 24 // hours between two names of the axis

    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Arrivals against slots, customers per quarter hour")

    TextMetrics {
        id: widest

        font.family: Theme.family
        font.pixelSize: chart.textSize
        text: "00 h 00"
    }
    Flow {
        id: legend

        width: parent.width
        spacing: Theme.two

        Row {
            spacing: Theme.one

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: chart.textSize * 0.8
                height: width
                radius: Theme.half
                color: Theme.accent
            }
            Label {
                text: qsTr("Came")
                font.pixelSize: chart.textSize
                wrapMode: Text.NoWrap
            }
        }
        Row {
            spacing: Theme.one

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: chart.textSize * 1.2
                height: Theme.px(3)
                color: Theme.ink
            }
            Label {
                text: qsTr("Booked")
                font.pixelSize: chart.textSize
                wrapMode: Text.NoWrap
            }
        }
        Label {
            text: qsTr("customers per ¼ hour")
            color: Theme.muted
            font.pixelSize: chart.textSize
        }
    }
    Item {
        id: plot

        x: chart.textSize * (0.9 + 0.65 * String(chart.queue.chartTop).length)
        y: legend.height + chart.textSize
        width: parent.width - x - chart.textSize
        height: parent.height - y - chart.textSize * 1.7

        Repeater {
            model: 3

            delegate: Item {
                id: grid

                required property int index

                y: plot.height * index / 2
                width: plot.width

                Rectangle {
                    width: parent.width
                    height: Theme.px(1)
                    color: Theme.line
                }
                Label {
                    objectName: "axis_" + grid.index
                    x: -plot.x
                    y: -height / 2
                    width: plot.x - Theme.one
                    horizontalAlignment: Text.AlignRight
                    text: chart.queue.chartTop * (2 - grid.index) / 2
                    color: Theme.muted
                    font.pixelSize: chart.textSize
                    wrapMode: Text.NoWrap
                }
            }
        }
        Repeater {
            model: chart.queue.quarters

            delegate: Item {
                id: quarter

                required property int index
                required property string label
                required property int hour
                required property int came
                required property real booked
                required property bool past
                required property bool current
                readonly property bool named: hour >= 0 && hour % chart.step === 0

                objectName: "quarter_" + index
                x: index * chart.slice
                width: chart.slice
                height: plot.height

                Rectangle {
                    visible: quarter.current
                    width: parent.width
                    height: parent.height
                    color: Theme.accentSoft
                }
                Rectangle {
                    objectName: "came_" + quarter.index
                    anchors.bottom: parent.bottom
                    anchors.horizontalCenter: parent.horizontalCenter
                    width: Math.max(Theme.px(3), parent.width * 0.72)
                    height: parent.height * quarter.came / chart.queue.chartTop
                    radius: Math.min(Theme.half, width / 4)
                    color: Theme.accent
                    opacity: quarter.current ? 0.75 : 1 // it goes on

                    Behavior on height {
                        NumberAnimation {
                            duration: Theme.calm
                        }
                    }
                }
                Rectangle {
                    objectName: "booked_" + quarter.index
                    visible: quarter.booked > 0
                    y: parent.height * (1 - quarter.booked / chart.queue.chartTop) - height / 2
                    width: parent.width
                    height: Theme.px(3)
                    color: Theme.ink
                }
                Rectangle {
                    visible: quarter.named
                    anchors.top: parent.bottom
                    width: Theme.px(1)
                    height: Theme.px(5)
                    color: Theme.muted
                }
                Label {
                    objectName: "hour_" + quarter.hour
                    visible: quarter.named
                    anchors.top: parent.bottom
                    anchors.topMargin: Theme.px(6)
                    x: Math.min(-width / 2 + Theme.px(1), chart.width - plot.x - quarter.x - width)
                    text: quarter.label
                    color: Theme.muted
                    font.pixelSize: chart.textSize
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
    Label {
        visible: chart.count === 0
        anchors.centerIn: plot
        width: plot.width
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("No reservations today")
        color: Theme.muted
        font.pixelSize: Theme.caption
    }
}
