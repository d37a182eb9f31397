pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Everything that happened to one reservation, as a timeline. What was taken back stays, struck through.
Sheet {
    id: sheet

    required property SupervisorModel model
    readonly property HistoryModel history: model.history

    title: [history.number, history.name].filter(part => part !== "").join(" · ")
    onClosed: sheet.model.closeSheet()

    Label {
        id: about

        objectName: "historyAbout"
        width: parent.width
        height: implicitHeight + Theme.two
        text: [sheet.history.product, sheet.history.slot].filter(part => part !== "").join(" · ")
        color: Theme.muted
    }
    ListPane {
        objectName: "history"
        anchors.top: about.bottom
        anchors.bottom: back.visible ? back.top : parent.bottom
        anchors.bottomMargin: back.visible ? Theme.two : 0
        width: parent.width
        focus: true
        about: sheet.title
        model: sheet.history.events
        ready: sheet.history.wasRead
        failure: sheet.history.notReadable ? qsTr("The terminal cannot read its memory. Try again, or call support.") : ""
        spacing: 0
        emptyIcon: "calendar"
        emptyTitle: qsTr("Nothing has happened yet")
        list.cacheBuffer: 0
        delegate: HistoryLine {}
    }
    TouchButton {
        id: back

        objectName: "takeBackNoShow"
        anchors.bottom: parent.bottom
        visible: sheet.history.isNoShow
        enabled: !sheet.model.busy
        iconName: "undo"
        text: qsTr("Not come: take it back")
        onClicked: sheet.model.takeBackNoShow()
    }
}
