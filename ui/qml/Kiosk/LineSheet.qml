import QtQuick

// How the camera's line has gone in the last minute; opened from the strip's camera.
Sheet {
    id: sheet

    required property EntranceModel model
    property bool portrait: false
    readonly property LineModel line: model.line

    function handText(): string {
        switch (sheet.model.hand.line) {
        case "open":
            return qsTr("Hand scanner: connected");
        case "waiting":
            return qsTr("Hand scanner: not there");
        }
        return "";
    }

    title: qsTr("Camera, last minute")
    onClosed: sheet.model.closeSheet()

    Grid {
        id: grid

        objectName: "lineFigures"
        readonly property real cell: (width - (columns - 1) * spacing) / columns
        readonly property real tall: Math.max(reads.implicitHeight, misses.implicitHeight, half.implicitHeight, most.implicitHeight, frames.implicitHeight, decoding.implicitHeight)

        width: parent ? parent.width : 0
        columns: sheet.portrait ? 2 : 3
        rows: sheet.portrait ? 3 : 2
        flow: sheet.portrait ? Grid.LeftToRight : Grid.TopToBottom
        spacing: Theme.two

        Figure {
            id: reads

            objectName: "lineReads"
            width: grid.cell
            height: grid.tall
            value: sheet.line.reads
            text: qsTr("codes read")
        }
        Figure {
            id: misses

            objectName: "lineMisses"
            width: grid.cell
            height: grid.tall
            value: sheet.line.misses
            text: qsTr("left unread")
            ink: sheet.line.manyMissed ? Theme.warn : Theme.ink
        }
        Figure {
            id: half

            objectName: "lineHalf"
            width: grid.cell
            height: grid.tall
            value: sheet.line.halfRead
            text: qsTr("half are read within")
        }
        Figure {
            id: most

            objectName: "lineMost"
            width: grid.cell
            height: grid.tall
            value: sheet.line.mostRead
            text: qsTr("19 of 20 are read within")
        }
        Figure {
            id: frames

            objectName: "lineFrames"
            width: grid.cell
            height: grid.tall
            value: sheet.line.frames
            text: qsTr("pictures a second")
        }
        Figure {
            id: decoding

            objectName: "lineDecoding"
            width: grid.cell
            height: grid.tall
            value: sheet.line.decoding
            text: qsTr("to search a picture")
        }
    }
    Fact {
        id: hand

        objectName: "lineHand"
        anchors.top: grid.bottom
        anchors.topMargin: text === "" ? 0 : Theme.three
        width: parent ? parent.width : 0
        height: text === "" ? 0 : implicitHeight
        iconName: "hand-scanner"
        ink: sheet.model.hand.line === "waiting" ? Theme.warn : Theme.muted
        text: sheet.handText()
    }
    Fact {
        objectName: "lineAdvice"
        visible: sheet.line.manyMissed
        anchors.top: hand.bottom
        anchors.topMargin: Theme.three
        width: parent ? parent.width : 0
        iconName: "warning"
        ink: Theme.warn
        text: qsTr("Many codes leave unread: clean the lens, and see whether a lamp shines into it.")
    }
}
