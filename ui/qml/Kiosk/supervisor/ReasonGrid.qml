pragma ComponentBehavior: Bound
import QtQuick
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

            delegate: ReasonButton {
                required property int index
                required property string modelData

                objectName: reasons.prefix + index
                width: (grid.width - grid.spacing) / 2
                enabled: !reasons.busy
                text: modelData
                onClicked: reasons.said(index)
            }
        }
    }
}
