pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// Digits for a gloved thumb.
Grid {
    id: pad

    required property PadModel model
    property real tall: Theme.px(80)
    readonly property real cell: (width - 2 * spacing) / 3

    columns: 3
    spacing: Theme.one

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"]

        delegate: TouchButton {
            id: key

            required property string modelData

            objectName: "digit_" + modelData
            width: pad.cell
            height: pad.tall
            opacity: modelData === "" ? 0 : 1
            enabled: modelData !== ""
            text: modelData === "erase" ? "" : modelData
            iconName: modelData === "erase" ? "erase" : ""
            textSize: Theme.px(32)
            Accessible.name: modelData === "erase" ? qsTr("Erase") : modelData
            Accessible.ignored: modelData === ""
            onClicked: key.modelData === "erase" ? pad.model.erase() : pad.model.typeKey(key.modelData)
        }
    }
}
