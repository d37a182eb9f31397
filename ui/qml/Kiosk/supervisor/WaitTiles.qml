import QtQuick
import Kiosk

// How long people wait now, and whether somebody is needed.
Grid {
    id: tiles

    required property SupervisorModel model
    readonly property QueueModel queue: model.queue
    readonly property real cell: (width - (columns - 1) * spacing) / columns
    readonly property real tall: Math.max(oldest.implicitHeight, half.implicitHeight, most.implicitHeight, need.implicitHeight)

    spacing: Theme.two

    WaitTile {
        id: oldest

        objectName: "oldestWait"
        width: tiles.cell
        height: tiles.tall
        about: qsTr("Longest wait now")
        value: tiles.queue.oldest
        note: tiles.queue.oldestWho
    }
    WaitTile {
        id: half

        objectName: "halfWait"
        width: tiles.cell
        height: tiles.tall
        about: qsTr("Half / 9 in 10 waited less than")
        value: tiles.queue.bothWaits
        note: tiles.queue.measured
    }
    WaitTile {
        id: most

        objectName: "waitingNow"
        width: tiles.cell
        height: tiles.tall
        about: qsTr("Waiting now")
        value: tiles.queue.waiting
        note: tiles.queue.overdueText
        tone: tiles.queue.overdue > 0 ? "warn" : ""
        iconName: tiles.queue.overdue > 0 ? "clock-late" : ""
    }
    WaitTile {
        id: need

        objectName: "needShort"
        width: tiles.cell
        height: tiles.tall
        about: qsTr("Next 90 minutes")
        value: tiles.model.forecast.needShort
        valueSize: Theme.px(22 * Theme.textFactor)
        tone: tiles.model.forecast.needTone
        iconName: tiles.model.forecast.needIcon
    }
}
