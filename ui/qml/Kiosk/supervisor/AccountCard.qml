pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// An account: the sum on top, and the classes that make it up.
Card {
    id: card

    required property string about
    required property RowsModel account

    implicitHeight: lines.height + 2 * Theme.px(14)
    edge: false
    Accessible.role: Accessible.List
    Accessible.name: about

    Column {
        id: lines

        x: Theme.two
        y: Theme.px(14)
        width: parent.width - 2 * x

        Label {
            width: parent.width
            text: card.about
            color: Theme.muted
            font.pixelSize: Theme.px(16 * Theme.textFactor)
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Repeater {
            model: card.account

            delegate: SumLine {
                required property string key
                required property bool isTotal
                required property bool isOpen

                objectName: "sum_" + key
                width: lines.width
                total: isTotal
                alarming: isOpen
            }
        }
    }
}
