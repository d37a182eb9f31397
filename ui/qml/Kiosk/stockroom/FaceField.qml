pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// A full field over the step: what is wrong, or done; reserved beside scanned; one way on.
Rectangle {
    id: face

    required property StockroomModel room
    property Item first: action
    readonly property TaskModel task: room.task
    readonly property color ink: Theme.toneInk(task.faceTone)
    readonly property bool compared: task.parts.count > 0

    objectName: "face"
    radius: Theme.radius
    color: Theme.field(task.faceTone)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: task.faceHeadline + ". " + task.faceText

    Column {
        id: said

        x: Theme.five
        y: face.compared ? Theme.three : Math.max(Theme.four, (action.y - height) / 2)
        width: parent.width - 2 * x
        spacing: Theme.two

        Flow {
            width: parent.width
            spacing: Theme.three

            Icon {
                id: sign

                name: face.task.faceIcon
                ink: face.ink
                size: face.compared ? Theme.px(64) : Theme.px(112)
            }
            Label {
                objectName: "faceHeadline"
                width: Math.min(implicitWidth, face.compared ? said.width - Theme.px(96) : said.width)
                height: Math.max(implicitHeight, sign.height)
                verticalAlignment: Text.AlignVCenter
                text: face.task.faceHeadline
                color: face.ink
                font.pixelSize: Theme.px(56)
                font.weight: Font.Bold
                lineHeight: 1.05
            }
        }
        Label {
            objectName: "faceText"
            width: parent.width
            text: face.task.faceText
            color: face.ink
            lineHeight: 1.15
        }
    }
    Rectangle {
        id: table

        visible: face.compared
        anchors.top: said.bottom
        anchors.topMargin: Theme.two
        x: Theme.five
        width: parent.width - 2 * x
        height: lines.height + Theme.two
        radius: Theme.radius
        color: Theme.panel(face.task.faceTone)

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
                    model: [[qsTr("Reserved"), face.task.caseWord, face.task.bandWord, face.task.sizeWord], [qsTr("Scanned"), face.task.scannedCase, face.task.scannedBand, face.task.scannedSize]]

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
                            color: face.ink
                            font.weight: Font.Bold
                        }
                    }
                }
            }
            Repeater {
                model: face.task.parts

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
                        color: face.ink
                        font.pixelSize: Theme.caption
                        Accessible.ignored: true
                    }
                    Label {
                        width: lines.cell
                        height: cell.height
                        verticalAlignment: Text.AlignVCenter
                        leftPadding: Theme.one
                        text: part.reserved
                        color: face.ink
                        font.pixelSize: Theme.px(20 * Theme.textFactor)
                        font.weight: part.differs ? Font.Bold : Font.Normal
                        Accessible.ignored: true
                    }
                    Rectangle {
                        id: cell

                        width: lines.cell
                        height: Math.max(Theme.px(40), words.implicitHeight + Theme.one)
                        radius: Theme.one
                        color: part.differs ? face.ink : "transparent"

                        Icon {
                            id: mark

                            x: Theme.half
                            visible: part.differs
                            anchors.verticalCenter: parent.verticalCenter
                            name: "cross"
                            ink: Theme.field(face.task.faceTone)
                            size: Theme.px(24)
                        }
                        Label {
                            id: words

                            x: part.differs ? Theme.px(34) : Theme.one
                            anchors.verticalCenter: parent.verticalCenter
                            width: parent.width - x
                            text: part.scanned
                            color: part.differs ? Theme.field(face.task.faceTone) : face.ink
                            font.pixelSize: Theme.px(20 * Theme.textFactor)
                            font.weight: part.differs ? Font.Bold : Font.Normal
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
    TouchButton {
        id: action

        objectName: "faceAction"
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.three
        x: Theme.five
        width: parent.width - 2 * x
        implicitHeight: Theme.px(88)
        fill: face.ink
        ink: Theme.field(face.task.faceTone)
        text: face.task.faceAction
        onClicked: face.room.goOn()
    }
}
