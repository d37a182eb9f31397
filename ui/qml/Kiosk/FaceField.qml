pragma ComponentBehavior: Bound
import QtQuick

// A full field over the step: what is wrong, or done; reserved beside scanned; one way on.
Rectangle {
    id: field

    required property FaceModel face
    property Item first: action
    property Component more: null // buttons above the one way on
    readonly property color ink: Theme.toneInk(field.face.tone)
    readonly property bool compared: face.parts.count > 0
    signal actionAsked

    objectName: "face"
    radius: Theme.radius
    color: Theme.field(field.face.tone)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: field.face.headline + ". " + field.face.text

    Column {
        id: said

        x: Theme.five
        y: field.compared ? Theme.three : Math.max(Theme.four, (others.y - height) / 2)
        width: parent.width - 2 * x
        spacing: Theme.two

        Flow {
            width: parent.width
            spacing: Theme.three

            Icon {
                id: sign

                name: field.face.iconName
                ink: field.ink
                size: field.compared ? Theme.px(64) : Theme.px(112)
            }
            Label {
                objectName: "faceHeadline"
                width: Math.min(implicitWidth, field.compared ? said.width - Theme.px(96) : said.width)
                height: Math.max(implicitHeight, sign.height)
                verticalAlignment: Text.AlignVCenter
                text: field.face.headline
                color: field.ink
                font.pixelSize: Theme.px(56)
                font.weight: Font.Bold
                lineHeight: 1.05
            }
        }
        Label {
            objectName: "faceText"
            width: parent.width
            text: field.face.text
            color: field.ink
            lineHeight: 1.15
        }
    }
    Rectangle {
        id: table

        visible: field.compared
        anchors.top: said.bottom
        anchors.topMargin: Theme.two
        x: Theme.five
        width: parent.width - 2 * x
        height: lines.height + Theme.two
        radius: Theme.radius
        color: Theme.panel(field.face.tone)

        Column {
            id: lines

            spacing: Theme.half
            readonly property real label: Theme.px(104)
            readonly property real cell: (width - label - 2 * Theme.one) / 2

            x: Theme.two
            y: Theme.one
            width: parent.width - 2 * x

            Row {
                spacing: Theme.one

                Item {
                    width: lines.label
                    height: Theme.px(104)
                }
                Repeater {
                    model: [[qsTr("Reserved")].concat(field.face.looks[0]), [qsTr("Scanned")].concat(field.face.looks[1])]

                    delegate: Row {
                        id: side

                        required property var modelData

                        width: lines.cell
                        spacing: Theme.two

                        ProductTile {
                            implicitHeight: Theme.px(96)
                            implicitWidth: Theme.px(76)
                            caseWord: side.modelData[1]
                            bandWord: side.modelData[2]
                            sizeWord: side.modelData[3]
                        }
                        Label {
                            height: Theme.px(96)
                            verticalAlignment: Text.AlignVCenter
                            text: side.modelData[0]
                            color: field.ink
                            font.weight: Font.Bold
                        }
                    }
                }
            }
            Repeater {
                model: field.face.parts

                delegate: Row {
                    id: part

                    required property int index
                    required property string label
                    required property string reserved
                    required property string scanned
                    required property bool differs

                    objectName: "part_" + index
                    spacing: Theme.one
                    Accessible.role: Accessible.StaticText
                    Accessible.name: label + ": " + reserved + ", " + scanned + (differs ? ", " + qsTr("differs") : "")

                    Label {
                        width: lines.label
                        height: cell.height
                        verticalAlignment: Text.AlignVCenter
                        text: part.label
                        color: field.ink
                        font.pixelSize: Theme.caption
                        Accessible.ignored: true
                    }
                    Label {
                        width: lines.cell
                        height: cell.height
                        verticalAlignment: Text.AlignVCenter
                        leftPadding: Theme.one
                        text: part.reserved
                        color: field.ink
                        font.pixelSize: Theme.px(20 * Theme.textFactor)
                        font.weight: part.differs ? Font.Bold : Font.Normal
                        Accessible.ignored: true
                    }
                    Rectangle {
                        id: cell

                        width: lines.cell
                        height: Math.max(Theme.px(40), words.implicitHeight + Theme.one)
                        radius: Theme.one
                        color: part.differs ? field.ink : "transparent"

                        Icon {
                            id: mark

                            x: Theme.half
                            visible: part.differs
                            anchors.verticalCenter: parent.verticalCenter
                            name: "cross"
                            ink: Theme.field(field.face.tone)
                            size: Theme.px(24)
                        }
                        Label {
                            id: words

                            x: part.differs ? Theme.px(34) : Theme.one
                            anchors.verticalCenter: parent.verticalCenter
                            width: parent.width - x
                            text: part.scanned
                            color: part.differs ? Theme.field(field.face.tone) : field.ink
                            font.pixelSize: Theme.px(20 * Theme.textFactor)
                            font.weight: part.differs ? Font.Bold : Font.Normal
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
    Loader {
        id: others

        anchors.bottom: action.top
        anchors.bottomMargin: height > 0 ? Theme.two : 0
        x: Theme.five
        width: parent.width - 2 * x
        sourceComponent: field.more
    }
    TouchButton {
        id: action

        objectName: "faceAction"
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.three
        x: Theme.five
        width: parent.width - 2 * x
        implicitHeight: Theme.px(88)
        fill: field.ink
        ink: Theme.field(field.face.tone)
        text: field.face.action
        onClicked: field.actionAsked()
    }
}
