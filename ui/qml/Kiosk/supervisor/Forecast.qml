pragma ComponentBehavior: Bound
import QtQuick
import Kiosk

// What somebody who comes in 30, 60 and 90 minutes will wait.
Row {
    id: row

    required property ForecastModel forecast
    property real textSize: Theme.px(16 * Theme.textFactor)
    property real valueSize: Theme.px(28)

    Repeater {
        model: row.forecast.horizons

        delegate: Column {
            id: horizon

            required property int index
            required property string label
            required property string wait
            required property string upTo
            required property string tone

            objectName: "horizon_" + index
            width: row.width / 3
            Accessible.role: Accessible.StaticText
            Accessible.name: label + ": " + wait + ". " + upTo

            Label {
                width: parent.width
                text: horizon.label
                color: Theme.muted
                font.pixelSize: row.textSize
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: horizon.wait
                color: horizon.tone === "" ? Theme.ink : Theme.colour(horizon.tone)
                font.pixelSize: row.valueSize
                font.weight: Font.Bold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Label {
                width: parent.width - Theme.one
                text: horizon.upTo
                color: Theme.muted
                font.pixelSize: row.textSize
                Accessible.ignored: true
            }
        }
    }
}
