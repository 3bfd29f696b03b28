pragma Singleton

import QtQuick

// Colours have at least 7:1 against the ground they are meant for: ink, muted, accent, good, warn and
// bad on paper and card; accentInk on accent, good, warn and bad.
QtObject {
    // One unit is a pixel of a screen whose shorter side has 1080; a window sets it.
    property real u: 1

    readonly property color paper: "#f4f6f9"
    readonly property color card: "#ffffff"
    readonly property color line: "#c9d3df"
    readonly property color ink: "#12263f"
    readonly property color muted: "#3f5068"
    readonly property color accent: "#0b4a86"
    readonly property color accentPressed: "#07315a"
    readonly property color accentSoft: "#e3eefa"
    readonly property color good: "#0b5a35"
    readonly property color goodSoft: "#e2f3ea"
    readonly property color warn: "#6f4400"
    readonly property color warnSoft: "#fdf0d8"
    readonly property color bad: "#8f1522"
    readonly property color badSoft: "#fbe6e8"
    readonly property color accentInk: "#ffffff"
    readonly property color disabled: "#e4e9ef"
    readonly property color disabledInk: "#46566b"

    readonly property color night: "#0a1c33"
    readonly property color nightCard: "#12294a"
    readonly property color nightInk: "#ffffff"
    readonly property color nightMuted: "#c4d3e6"
    readonly property color nightAccent: "#ffd75e"

    readonly property string fontFamily: Application.font.family

    readonly property real small: 28 * u
    readonly property real body: 36 * u
    readonly property real large: 48 * u
    readonly property real title: 64 * u
    readonly property real huge: 180 * u
    readonly property real gap: 24 * u
    readonly property real radius: 20 * u
    readonly property real touch: 120 * u
}
