pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Where the unit stands now: a counter that is known by one touch, another by its number.
Item {
    id: step

    required property StockroomModel room
    property Item first: known.count > 0 ? known.itemAt(0) : confirm

    Flow {
        id: side

        width: (parent.width - Theme.four) / 2
        height: parent.height
        spacing: Theme.one
        clip: true

        Repeater {
            id: known

            model: step.room.lists.counters

            delegate: TouchButton {
                id: tile

                required property string key
                required property string name
                required property string standing

                objectName: "counter_" + key
                width: (side.width - Theme.one) / 2
                height: Theme.px(112)
                fill: Theme.accentSoft
                text: ""
                Accessible.name: qsTr("Counter %1").arg(name) + ", " + standing
                onClicked: step.room.bringTo(key)

                Column {
                    anchors.centerIn: parent

                    Label {
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: Math.min(implicitWidth, tile.width - Theme.two)
                        text: tile.name
                        font.pixelSize: Theme.px(44)
                        font.weight: Font.Bold
                        lineHeight: 1.0
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                    Label {
                        anchors.horizontalCenter: parent.horizontalCenter
                        text: tile.standing
                        color: Theme.muted
                        font.pixelSize: Theme.caption
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Column {
        anchors.right: parent.right
        width: side.width
        spacing: Theme.one

        NumberPad {
            width: parent.width
            tall: Math.min(Theme.px(80), (step.height - confirm.height - 4 * Theme.one) / 4)
            model: step.room.pad
        }
        PrimaryButton {
            id: confirm

            objectName: "confirmCounter"
            width: parent.width
            enabled: step.room.pad.typed !== ""
            iconName: "counter"
            text: step.room.pad.typed === "" ? qsTr("Another counter") : qsTr("Counter %1").arg(step.room.pad.typed)
            onClicked: step.room.bringTo("")
        }
    }
}
