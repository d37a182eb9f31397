pragma Singleton
import QtQuick

// The design tokens: colour, type, space, motion. One engine per window, because `scale` belongs to its size.
// tests/ui/test_theme.py holds every ink against every ground it may stand on.
QtObject {
    id: theme

    property bool dark: true
    property real scale: 1
    property bool reducedMotion: false
    property bool largeText: false
    readonly property real textFactor: largeText ? 1.2 : 1

    readonly property string family: "Inter"

    // Space: an 8 px grid at 1280x800, grown with the window.
    function px(size: real): real {
        return Math.round(size * theme.scale);
    }
    readonly property real half: px(4)
    readonly property real one: px(8)
    readonly property real two: px(16)
    readonly property real three: px(24)
    readonly property real four: px(32)
    readonly property real five: px(40)
    readonly property real seven: px(56)
    readonly property real touch: Math.max(64, px(64))
    readonly property real radius: px(16)

    // Type: four sizes, and the one number that a customer keeps.
    readonly property real caption: px(18 * textFactor)
    readonly property real body: px(24 * textFactor)
    readonly property real title: px(40 * textFactor)
    readonly property real display: px(96)
    readonly property real number: px(128)

    // Motion: only where it explains a change.
    readonly property int quick: reducedMotion ? 0 : 150
    readonly property int calm: reducedMotion ? 0 : 220

    // Colour.
    readonly property color ground: dark ? "#0b0e13" : "#f3f5f7"
    readonly property color surface: dark ? "#161b23" : "#ffffff"
    readonly property color raised: dark ? "#222a35" : "#e6eaef"
    readonly property color pressed: dark ? "#303a48" : "#d5dbe3"
    readonly property color line: dark ? "#374252" : "#bcc5d0"
    readonly property color ink: dark ? "#f5f7fa" : "#10151c"
    readonly property color muted: dark ? "#aeb8c5" : "#4a5563"
    readonly property color accent: dark ? "#8fcdff" : "#0b5cad"
    readonly property color accentInk: dark ? "#06131f" : "#ffffff"
    readonly property color focus: dark ? "#ffffff" : "#10151c" // never the accent: what is chosen has that
    readonly property color tile: "#f3f5f7" // under a product's picture, at night too: a black band must be seen
    readonly property color scrim: "#000000" // behind a question, at two thirds
    readonly property color found: "#2f9dff" // the outline over the picture: seen on white paper and on a dark coat
    readonly property color good: dark ? "#62d492" : "#0a6a39"
    readonly property color warn: dark ? "#ffc247" : "#7d5100"
    readonly property color bad: dark ? "#ff8b82" : "#b3261e"

    // What is written on a field of good, warn or bad.
    readonly property color goodInk: dark ? "#03180b" : "#ffffff"
    readonly property color warnInk: dark ? "#1c1300" : "#ffffff"
    readonly property color badInk: dark ? "#250302" : "#ffffff"

    // Grounds with a hint of a tone: whole cards, lozenges. Ink, muted ink and the tone's own colour stand on them.
    readonly property color accentSoft: dark ? "#11263a" : "#e2effb"
    readonly property color goodSoft: dark ? "#10281a" : "#e0f3e8"
    readonly property color warnSoft: dark ? "#31250b" : "#fff0d2"
    readonly property color badSoft: dark ? "#3a1816" : "#fde8e6"

    // By the name of a tone: "" (none), "accent", "good", "warn", "bad".
    function colour(tone: string): color {
        switch (tone) {
        case "accent":
            return theme.accent;
        case "good":
            return theme.good;
        case "warn":
            return theme.warn;
        case "bad":
            return theme.bad;
        }
        return theme.ink;
    }
    function soft(tone: string): color {
        switch (tone) {
        case "accent":
            return theme.accentSoft;
        case "good":
            return theme.goodSoft;
        case "warn":
            return theme.warnSoft;
        case "bad":
            return theme.badSoft;
        }
        return theme.raised;
    }
    function inkOn(tone: string): color {
        switch (tone) {
        case "accent":
            return theme.accentInk;
        case "good":
            return theme.goodInk;
        case "warn":
            return theme.warnInk;
        case "bad":
            return theme.badInk;
        }
        return theme.ground;
    }

    // One colour field a tone; `ink` is what is written on it and on its panel.
    readonly property var tones: ({
            "go": { "field": "#0a7a40", "panel": "#07602f", "ink": "#ffffff" },
            "wait": { "field": "#ffb92e", "panel": "#f2a30f", "ink": "#1c1300" },
            "help": { "field": "#3f51d6", "panel": "#3141b4", "ink": "#ffffff" },
            "stop": { "field": "#c11f2e", "panel": "#9d1522", "ink": "#ffffff" },
            "info": { "field": "#3c495b", "panel": "#2e3948", "ink": "#ffffff" },
            "fault": { "field": "#191320", "panel": "#261d30", "ink": "#ffffff" }
        })
    function field(tone: string): color {
        return theme.tones[tone].field;
    }
    function panel(tone: string): color {
        return theme.tones[tone].panel;
    }
    function toneInk(tone: string): color {
        return theme.tones[tone].ink;
    }
}
