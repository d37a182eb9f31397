pragma ComponentBehavior: Bound
import QtQuick

// What every station but the entrance has around its page: the strip on top, a title, the notice below, sheets over all.
Rectangle {
    id: frame

    required property StationModel model
    property string title: ""
    property string subtitle: ""
    property alias tools: tools.data // beside the title
    property alias sheets: sheets.data // SheetLoaders: they cover everything below the strip
    property bool bare: false // no strip: for customers' eyes
    property bool mayChange: true // the strip has a way to another station
    readonly property bool portrait: height > width
    readonly property real gap: Theme.three
    default property alias content: area.data

    color: Theme.ground
    Binding {
        target: Theme
        property: "scale"
        value: frame.portrait ? Math.min(frame.width / 800, frame.height / 1280) : Math.min(frame.width / 1280, frame.height / 800)
    }

    StatusStrip {
        id: strip

        objectName: "strip"
        visible: !frame.bare
        width: frame.width
        height: visible ? implicitHeight : 0
        model: frame.model.strip
        language: frame.model.language
        portrait: frame.portrait
        mayChange: frame.mayChange
        onLanguageAsked: chosen => frame.model.speak(chosen)
        onStationAsked: frame.model.askStation()
    }
    Item {
        id: head

        visible: frame.title !== ""
        x: frame.gap
        y: strip.height
        width: frame.width - 2 * frame.gap
        height: visible ? Math.max(Theme.touch, words.height) + (frame.subtitle === "" ? Theme.one : Theme.two) : 0

        Column {
            id: words

            width: parent.width - tools.width - (tools.width > 0 ? Theme.two : 0)
            y: Math.max(0, (Theme.touch - height) / 2)

            Label {
                objectName: "stationTitle"
                width: parent.width
                text: frame.title
                font.pixelSize: Theme.title
                font.weight: Font.Bold
                lineHeight: 1.05
                Accessible.role: Accessible.Heading
            }
            Label {
                objectName: "stationSubtitle"
                visible: text !== ""
                width: parent.width
                text: frame.subtitle
                color: Theme.muted
                font.pixelSize: Theme.caption
            }
        }
        Row {
            id: tools

            anchors.right: parent.right
            spacing: Theme.one
        }
    }
    Item {
        id: area

        objectName: "stationArea"
        x: frame.gap
        y: strip.height + head.height
        width: frame.width - 2 * frame.gap
        height: frame.height - y - frame.gap
    }
    Item {
        id: sheets

        y: strip.height
        width: frame.width
        height: frame.height - y
    }
    Item {
        y: strip.height
        width: frame.width
        height: frame.height - y

        SheetLoader {
            active: frame.model.secondShown
            sourceComponent: SecondSheet {
                pad: frame.model.second
                portrait: frame.portrait
            }
        }
    }
    NoticeBar {
        x: frame.gap
        y: frame.height - height - frame.gap
        width: frame.width - 2 * frame.gap
        notice: frame.model.notice
    }
    Loader {
        anchors.fill: parent
        active: frame.model.outOfOrder
        sourceComponent: OutOfOrder {
            onRestartAsked: frame.model.restart()
        }
    }
}
