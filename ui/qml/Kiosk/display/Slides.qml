import QtQuick
import Kiosk

// Guidance in passing: one sentence at a time, languages in turn.
Rectangle {
    id: slides

    required property DisplayModel shown

    radius: Theme.radius
    color: Theme.accentSoft

    Icon {
        id: icon

        x: Theme.three
        anchors.verticalCenter: parent.verticalCenter
        name: "speech"
        ink: Theme.accent
        size: Theme.px(48)
    }
    Label {
        id: words

        objectName: "slide"
        anchors.left: icon.right
        anchors.leftMargin: Theme.three
        anchors.right: parent.right
        anchors.rightMargin: Theme.three
        anchors.verticalCenter: parent.verticalCenter
        text: slides.shown.slide
        font.pixelSize: Theme.px(30)
        font.weight: Font.Medium
        lineHeight: 1.05
        onTextChanged: fade.restart()

        NumberAnimation {
            id: fade

            target: words
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.calm
        }
    }
}
