import QtQuick
import Kiosk

// How near the promise is to being broken: colour, icon and word change together. Which, the policy says.
Chip {
    required property string alert

    iconName: alert === "broken" ? "warning" : alert === "soon" ? "clock-late" : "clock"
    tone: alert === "broken" ? "bad" : alert === "soon" ? "warn" : "good"
    solid: alert !== "calm"
}
