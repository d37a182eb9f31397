pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// How it was made sure who stands here: one touch on what was shown or said.
Item {
    id: step

    required property CounterModel room
    property bool portrait: false
    readonly property Item first: methods.count > 0 ? methods.itemAt(0) : null

    Grid {
        id: grid

        readonly property real cell: (width - (columns - 1) * spacing) / columns
        readonly property int lines: Math.ceil(methods.count / columns)

        width: parent.width
        columns: step.portrait ? 1 : 2
        spacing: Theme.two

        Repeater {
            id: methods

            model: step.room.customer.identities

            delegate: ChoiceButton {
                required property string key
                required property string title
                required property string said
                required iconName
                required chosen

                objectName: "identity_" + key
                width: grid.cell
                height: Math.max(implicitHeight, Math.min(Theme.px(120), (step.height - (grid.lines - 1) * grid.spacing) / grid.lines))
                text: title
                about: said
                onClicked: step.room.identify(key)
            }
        }
    }
}
