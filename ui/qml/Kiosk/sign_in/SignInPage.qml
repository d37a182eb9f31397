import QtQuick
import Kiosk

// Nobody is signed in: a badge, or number and PIN. Nothing of any customer stands here.
StationFrame {
    id: page

    readonly property SignInModel signIn: page.model as SignInModel

    mayChange: false

    PinEntry {
        objectName: "pinEntry"
        visible: page.signIn.nobody === ""
        width: page.portrait ? parent.width : Math.min(parent.width, Theme.px(1080))
        height: page.portrait ? parent.height : Math.min(parent.height, Theme.px(640))
        anchors.centerIn: parent
        pad: page.signIn.pad
        portrait: page.portrait
    }
    EmptyState {
        objectName: "nobodyListed"
        visible: page.signIn.nobody !== ""
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.px(760))
        iconName: "badge"
        title: qsTr("Nobody can sign in yet")
        text: page.signIn.nobody
    }
}
