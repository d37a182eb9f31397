pragma ComponentBehavior: Bound
import QtQuick

// The demo's drawer: touch a code, and a customer holds it up to the simulated camera.
Sheet {
    id: sheet

    required property EntranceModel model
    property bool portrait: false

    title: qsTr("Codes to try")
    onClosed: sheet.model.closeSheet()

    GridView {
        id: grid

        objectName: "codes"
        anchors.fill: parent
        anchors.rightMargin: -Theme.two
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        cellWidth: width / (sheet.portrait ? 2 : 3)
        cellHeight: Theme.px(104)
        model: sheet.model.drawer.codes
        delegate: Item {
            id: cell

            required property int index
            required property var modelData

            width: grid.cellWidth
            height: grid.cellHeight

            TouchButton {
                objectName: "code_" + cell.index
                width: parent.width - Theme.two
                height: parent.height - Theme.two
                fill: Theme.surface
                Accessible.name: cell.modelData.label
                onClicked: {
                    sheet.model.drawer.show(cell.index);
                    sheet.model.next();
                    sheet.model.closeSheet();
                }
            }
            Column {
                x: Theme.three
                anchors.verticalCenter: parent.verticalCenter
                anchors.verticalCenterOffset: -Theme.one
                width: parent.width - Theme.two - 2 * Theme.three

                Label {
                    width: parent.width
                    text: cell.modelData.label
                    font.weight: Font.DemiBold
                    maximumLineCount: 1
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: cell.modelData.detail
                    color: Theme.muted
                    font.pixelSize: Theme.caption
                    maximumLineCount: 1
                }
            }
        }
    }
}
