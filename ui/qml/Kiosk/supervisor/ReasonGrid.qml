pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kiosk

// Reasons to choose from; a touch says it.
Column {
    id: reasons

    required property string ask
    required property var choices
    property string prefix: "reason_"
    property bool busy: false
    signal said(int reason)

    spacing: Theme.one

    Label {
        width: parent.width
        text: reasons.ask
        font.pixelSize: Theme.caption
        font.weight: Font.DemiBold
    }
    Grid {
        id: grid

        width: parent.width
        columns: 2
        spacing: Theme.one

        Repeater {
            model: reasons.choices

            delegate: T.AbstractButton {
                id: reason

                required property int index
                required property string modelData

                objectName: reasons.prefix + index
                width: (grid.width - grid.spacing) / 2
                height: Math.max(Theme.touch, word.implicitHeight + Theme.two)
                enabled: !reasons.busy
                focusPolicy: Qt.TabFocus
                Accessible.name: modelData
                onClicked: reasons.said(index)

                background: Rectangle {
                    radius: Theme.radius
                    color: reason.pressed ? Theme.pressed : Theme.raised

                    FocusRing {
                        shown: reason.visualFocus
                    }
                }
                contentItem: Item {
                    Label {
                        id: word

                        x: Theme.two
                        width: parent.width - 2 * x
                        anchors.verticalCenter: parent.verticalCenter
                        horizontalAlignment: Text.AlignHCenter
                        text: reason.modelData
                        font.pixelSize: Theme.px(19 * Theme.textFactor)
                        font.weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
