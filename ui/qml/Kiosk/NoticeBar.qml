import QtQuick
import QtQuick.Templates as T

// Why an act did not happen. Touch it, or wait: never a dialog, never green.
T.AbstractButton {
    id: bar

    required property NoticeModel notice

    objectName: "notice"
    visible: opacity > 0
    opacity: notice.shown ? 1 : 0
    implicitHeight: Math.max(Theme.px(80), words.implicitHeight + 2 * Theme.two)
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text
    onClicked: bar.notice.dismiss()

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.quick
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: Theme.colour(bar.notice.tone)

        FocusRing {
            shown: bar.visualFocus
        }
    }
    contentItem: Item {
        Icon {
            id: icon

            x: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            name: bar.notice.tone === "bad" ? "cross" : "hand"
            ink: Theme.inkOn(bar.notice.tone)
        }
        Label {
            id: words

            objectName: "noticeText"
            anchors.left: icon.right
            anchors.leftMargin: Theme.two
            anchors.right: close.left
            anchors.rightMargin: Theme.two
            anchors.verticalCenter: parent.verticalCenter
            text: bar.notice.text
            color: Theme.inkOn(bar.notice.tone)
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Icon {
            id: close

            anchors.right: parent.right
            anchors.rightMargin: Theme.three
            anchors.verticalCenter: parent.verticalCenter
            name: "close"
            ink: Theme.inkOn(bar.notice.tone)
        }
    }
}
