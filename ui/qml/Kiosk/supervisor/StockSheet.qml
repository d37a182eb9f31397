pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Kiosk

// What lies where of each model; a supervisor counts a place, types the number and touches the reason: that saves it.
Sheet {
    id: sheet

    required property SupervisorModel model
    property bool portrait: false
    readonly property StockModel stock: model.stock

    title: qsTr("Stock")
    onClosed: sheet.model.closeSheet()
    onTyped: key => sheet.stock.pad.typeKey(key)
    onErased: sheet.stock.pad.erase()

    ListPane {
        id: all

        objectName: "stockModels"
        width: sheet.portrait || count === 0 ? parent.width : parent.width * 0.44
        height: sheet.portrait && count > 0 ? parent.height * 0.34 : parent.height
        readonly property int count: sheet.stock.models.count

        focus: true
        about: sheet.title
        model: sheet.stock.models
        ready: sheet.stock.wasRead
        emptyIcon: "box"
        emptyTitle: qsTr("No models received yet")
        Keys.onReturnPressed: (list.currentItem as T.AbstractButton)?.clicked()
        Keys.onSpacePressed: (list.currentItem as T.AbstractButton)?.clicked()
        delegate: T.ItemDelegate {
            id: row

            required property int index
            required property string key
            required property string name
            required property string variant
            required property string figures
            required property string doubt
            required property string tone

            objectName: "stockModel_" + index
            width: ListView.view ? ListView.view.width - Theme.two : 0
            implicitHeight: words.height + 2 * Theme.px(12)
            focusPolicy: Qt.NoFocus
            Accessible.role: Accessible.ListItem
            Accessible.name: [name, variant, figures, doubt].filter(part => part !== "").join(", ")
            onClicked: sheet.stock.choose(key)

            background: Card {
                edge: false
                chosen: sheet.stock.chosen === row.key
                pressed: row.pressed
                focused: row.ListView.isCurrentItem && row.ListView.view.activeFocus
            }
            contentItem: Item {
                Icon {
                    id: mark

                    x: Theme.two
                    y: words.y
                    name: row.tone === "" ? "box" : "warning"
                    ink: row.tone === "" ? Theme.muted : Theme.colour(row.tone)
                }
                Column {
                    id: words

                    anchors.left: mark.right
                    anchors.leftMargin: Theme.two
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.two
                    anchors.verticalCenter: parent.verticalCenter

                    Label {
                        width: parent.width
                        text: row.variant === "" ? row.name : row.name + " · " + row.variant
                        font.pixelSize: Theme.px(20 * Theme.textFactor)
                        font.weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        visible: text !== ""
                        text: row.doubt
                        color: Theme.colour(row.tone)
                        font.pixelSize: Theme.caption
                        font.weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: row.figures
                        color: Theme.muted
                        font.pixelSize: Theme.caption
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Item {
        id: desk

        visible: all.count > 0
        x: sheet.portrait ? 0 : all.width + Theme.three
        y: sheet.portrait ? all.height + Theme.two : 0
        width: parent.width - x
        height: parent.height - y

        Label {
            id: title

            objectName: "stockTitle"
            width: parent.width
            text: sheet.stock.title
            font.weight: Font.Bold
        }
        Label {
            id: delivered

            anchors.top: title.bottom
            width: parent.width
            text: sheet.stock.delivered
            color: Theme.muted
            font.pixelSize: Theme.caption
        }
        Row {
            id: places

            anchors.top: delivered.bottom
            anchors.topMargin: Theme.two
            width: parent.width
            spacing: Theme.one

            Repeater {
                model: sheet.stock.places

                delegate: ReasonButton {
                    required property var modelData

                    objectName: "place_" + modelData.key
                    width: (places.width - 2 * places.spacing) / 3
                    height: Theme.px(104)
                    chosen: sheet.stock.place === modelData.key
                    text: modelData.count
                    textSize: Theme.body
                    detail: modelData.label
                    onClicked: sheet.stock.choosePlace(modelData.key)
                }
            }
        }
        Label {
            id: counted

            objectName: "counted"
            anchors.top: places.bottom
            anchors.topMargin: Theme.two
            width: pad.width
            horizontalAlignment: Text.AlignHCenter
            text: sheet.stock.pad.typed === "" ? qsTr("Counted?") : sheet.stock.pad.typed
            color: sheet.stock.pad.typed === "" ? Theme.muted : Theme.ink
            font.pixelSize: Theme.title
            font.weight: Font.Bold
        }
        NumberPad {
            id: pad

            anchors.top: counted.bottom
            anchors.topMargin: Theme.one
            width: (parent.width - Theme.two) * 0.46
            tall: Math.max(Theme.touch, Math.min(Theme.px(80), (parent.height - y - 3 * spacing) / 4))
            model: sheet.stock.pad
        }
        Column {
            id: reasons

            anchors.top: counted.top
            anchors.left: pad.right
            anchors.leftMargin: Theme.two
            anchors.right: parent.right
            spacing: Theme.one

            Label {
                width: parent.width
                text: qsTr("Save it, because:")
                font.pixelSize: Theme.caption
                font.weight: Font.DemiBold
            }
            Repeater {
                model: sheet.stock.reasons

                delegate: ReasonButton {
                    required property int index
                    required property string modelData

                    objectName: "countReason_" + index
                    width: reasons.width
                    enabled: !sheet.model.busy && sheet.stock.pad.typed !== ""
                    text: modelData
                    onClicked: sheet.stock.save(index)
                }
            }
        }
    }
}
