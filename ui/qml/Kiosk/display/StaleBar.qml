import QtQuick
import Kiosk

// The numbers do not follow the store: said in both languages, in full sight.
Card {
    id: bar

    required property DisplayModel shown

    objectName: "stale"
    visible: shown.staleFirst !== ""
    tone: "warn"
    edge: false
    implicitHeight: words.height + 2 * Theme.px(12)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: shown.staleFirst

    Icon {
        id: icon

        x: Theme.three
        anchors.verticalCenter: parent.verticalCenter
        name: "offline"
        ink: Theme.warn
        size: Theme.px(44)
    }
    Bilingual {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: Theme.two
        anchors.right: parent.right
        anchors.rightMargin: Theme.two
        anchors.verticalCenter: parent.verticalCenter
        first: bar.shown.staleFirst
        second: bar.shown.staleSecond
        ink: Theme.warn
        size: Theme.px(30)
    }
}
