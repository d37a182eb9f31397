pragma ComponentBehavior: Bound
import QtQuick

// The slip on the screen: the new slot, the code to photograph, and what to say. Stays until somebody closes it.
Sheet {
    id: sheet

    required property EntranceModel model
    property bool portrait: false
    readonly property LaterModel later: sheet.model.later

    title: qsTr("Moved")
    onClosed: sheet.model.next()

    Column {
        id: what

        objectName: "movedWhat"
        x: sheet.portrait ? 0 : Theme.five
        y: sheet.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        width: sheet.portrait ? parent.width : slip.x - x - Theme.five
        spacing: Theme.two

        Label {
            objectName: "movedSlot"
            width: parent.width
            text: sheet.later.newSlot
            font.pixelSize: Theme.display
            font.weight: Font.Bold
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.title
        }
        Label {
            objectName: "movedName"
            width: parent.width
            text: sheet.later.name
            font.pixelSize: text.length > 36 ? Theme.body : Theme.title
            font.weight: Font.DemiBold
            lineHeight: 1.08
        }
        Fact {
            width: parent.width
            iconName: "watch"
            text: sheet.later.product
            ink: Theme.ink
        }
        Label {
            objectName: "movedLeft"
            width: parent.width
            text: sheet.later.left
            color: Theme.muted
            font.pixelSize: Theme.caption
        }
        Rectangle {
            width: parent.width
            height: words.implicitHeight + 2 * Theme.two
            radius: Theme.radius
            color: Theme.surface

            Icon {
                id: bubble

                x: Theme.three
                anchors.verticalCenter: parent.verticalCenter
                name: "speech"
                ink: Theme.ink
            }
            Label {
                id: words

                objectName: "movedSay"
                anchors.left: bubble.right
                anchors.leftMargin: Theme.two
                anchors.right: spoken.left
                anchors.rightMargin: Theme.two
                anchors.verticalCenter: parent.verticalCenter
                text: sheet.later.say
                font.weight: Font.Medium
            }
            Label {
                id: spoken

                anchors.right: parent.right
                anchors.rightMargin: Theme.three
                anchors.verticalCenter: parent.verticalCenter
                text: sheet.later.sayLanguage.toUpperCase()
                font.pixelSize: Theme.caption
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.two

            TouchButton {
                objectName: "movedNext"
                kind: "primary"
                text: qsTr("Next customer")
                iconName: "arrow"
                onClicked: sheet.model.next()
            }
            TouchButton {
                objectName: "takeMoveBack"
                visible: sheet.later.mayTakeBack
                kind: "quiet"
                enabled: !sheet.model.busy
                text: qsTr("Take back")
                iconName: "undo"
                onClicked: sheet.later.takeBack()
            }
        }
    }
    Rectangle {
        id: slip

        objectName: "movedSlip"
        readonly property real side: sheet.portrait ? Math.min(parent.width - 2 * Theme.four, parent.height - what.height - Theme.four - spokenCode.height - 3 * Theme.three) : Math.min(Theme.px(440), parent.height - spokenCode.height - 3 * Theme.three)

        x: sheet.portrait ? (parent.width - width) / 2 : parent.width - width - Theme.five
        y: sheet.portrait ? what.height + Theme.four : Math.max(0, (parent.height - height) / 2)
        width: side + 2 * Theme.three
        height: (picture.visible ? side + Theme.two : 0) + spokenCode.height + 2 * Theme.three
        radius: Theme.radius
        color: "white"

        CodePicture {
            id: picture

            objectName: "movedCode"
            visible: sheet.later.code !== ""
            x: Theme.three
            y: Theme.three
            width: slip.side
            height: slip.side
            text: sheet.later.code
        }
        Column {
            id: spokenCode

            x: Theme.three
            y: (picture.visible ? picture.y + picture.height + Theme.two : Theme.three)
            width: slip.side

            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Or say")
                color: "black"
                font.pixelSize: Theme.caption
            }
            Label {
                objectName: "movedShort"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: sheet.later.shortCode
                color: "black"
                font.pixelSize: Theme.title
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
            }
        }
    }
}
