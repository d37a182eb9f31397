pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Who is behind a bar: call number, masked name, since when. A touch opens the whole history.
Sheet {
    id: sheet

    required property SupervisorModel model

    title: sheet.model.peopleTitle + " · " + sheet.model.peopleSlot
    onClosed: sheet.model.closeSheet()

    Label {
        id: about

        objectName: "peopleAbout"
        width: parent.width
        visible: text !== ""
        height: visible ? implicitHeight + Theme.two : 0
        text: sheet.model.peopleAbout
        color: Theme.muted
    }
    ListPane {
        objectName: "people"
        anchors.top: about.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        about: sheet.title
        model: sheet.model.people
        ready: sheet.model.ready
        emptyIcon: "person-check"
        emptyTitle: qsTr("Nobody any more")
        list.cacheBuffer: 0 // closed while rows are made, a list complains
        Keys.onReturnPressed: (list.currentItem as PersonLine)?.clicked()
        Keys.onSpacePressed: (list.currentItem as PersonLine)?.clicked()
        delegate: PersonLine {
            nowMs: sheet.model.nowMs
            onClicked: if (mayOpen)
                sheet.model.openHistory(key)
        }
    }
}
