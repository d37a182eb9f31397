import QtQuick

// The drawn product on its tile; the words beside it say the same.
Rectangle {
    id: tile

    property alias caseWord: picture.caseWord
    property alias bandWord: picture.bandWord
    property alias sizeWord: picture.sizeWord

    implicitWidth: Theme.px(72)
    implicitHeight: Theme.px(88)
    radius: Theme.px(12)
    color: Theme.tile
    border.width: Theme.px(1)
    border.color: Theme.line
    Accessible.ignored: true

    ProductPicture {
        id: picture

        anchors.fill: parent
        anchors.margins: Math.round(parent.height * 0.05)
    }
}
