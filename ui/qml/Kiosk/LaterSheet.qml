pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// Later slots of today, one touch each; where this entrance has no place left it says so and offers the waiting list.
Sheet {
    id: sheet

    required property EntranceModel model
    property bool portrait: false
    readonly property LaterModel later: sheet.model.later

    title: qsTr("Later slots today")
    onClosed: sheet.model.closeSheet()

    Label {
        id: about

        objectName: "laterAbout"
        width: parent.width
        text: sheet.later.about
        color: Theme.muted
    }
    Rectangle {
        id: notice

        objectName: "laterNotice"
        y: about.height + Theme.two
        width: parent.width
        height: visible ? Math.max(words.implicitHeight, wait.visible ? wait.height : 0) + 2 * Theme.two : 0
        visible: sheet.later.notice !== ""
        radius: Theme.radius
        color: Theme.surface

        Icon {
            id: sign

            x: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            name: "hourglass"
            ink: Theme.warn
        }
        Label {
            id: words

            objectName: "laterNoticeText"
            anchors.left: sign.right
            anchors.leftMargin: Theme.two
            anchors.right: wait.visible ? wait.left : parent.right
            anchors.rightMargin: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            text: sheet.later.notice
            font.weight: Font.DemiBold
            lineHeight: 1.15
        }
        TouchButton {
            id: wait

            objectName: "waitForPlace"
            anchors.right: parent.right
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            visible: sheet.later.mayWait
            enabled: !sheet.model.busy
            kind: "primary"
            text: qsTr("Waiting list")
            onClicked: sheet.later.waitForPlace()
        }
    }
    GridView {
        id: list

        readonly property int columns: sheet.portrait ? 1 : 2

        objectName: "laterSlots"
        y: notice.y + (notice.visible ? notice.height + Theme.two : 0)
        width: parent.width + Theme.two
        height: parent.height - y
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        cellWidth: width / columns
        cellHeight: Theme.px(120)
        model: sheet.later.rows
        onMovementStarted: sheet.model.touched()
        delegate: T.AbstractButton {
            id: row

            required property int index
            required property string time
            required property string places
            required property bool free

            objectName: "later_" + index
            width: list.cellWidth - Theme.two
            height: list.cellHeight - Theme.two
            enabled: row.free && !sheet.model.busy
            focusPolicy: Qt.TabFocus
            Accessible.name: row.time + ", " + row.places
            Accessible.role: Accessible.Button
            onClicked: sheet.later.choose(row.index)

            background: Rectangle {
                radius: Theme.radius
                color: row.pressed ? Theme.pressed : row.free ? Theme.raised : Theme.surface

                FocusRing {
                    shown: row.visualFocus
                }
            }
            contentItem: Item {
                Column {
                    x: Theme.three
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - Theme.three - arrow.width - Theme.three
                    spacing: Theme.half

                    Label {
                        objectName: "laterTime_" + row.index
                        width: parent.width
                        text: row.time
                        font.pixelSize: Theme.title
                        font.weight: Font.Bold
                        color: row.free ? Theme.ink : Theme.muted
                        Accessible.ignored: true
                    }
                    Label {
                        objectName: "laterPlaces_" + row.index
                        width: parent.width
                        text: row.places
                        font.pixelSize: Theme.caption
                        font.weight: row.free ? Font.DemiBold : Font.Normal
                        color: row.free ? Theme.good : Theme.muted
                        wrapMode: Text.NoWrap
                        elide: Text.ElideRight
                        Accessible.ignored: true
                    }
                }
                Icon {
                    id: arrow

                    anchors.right: parent.right
                    anchors.rightMargin: Theme.three
                    anchors.verticalCenter: parent.verticalCenter
                    visible: row.free
                    name: "arrow"
                    ink: Theme.ink
                }
            }
        }
    }
}
