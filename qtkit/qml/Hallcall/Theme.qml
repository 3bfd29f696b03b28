pragma Singleton

import QtQuick

// Colours, logo and density come from Python before the first page is made (qtkit/theme.py).
QtObject {
    // One unit is a pixel of a screen whose shorter side has 1080; a window sets it.
    property real u: 1
    // Of the screen, as the hall file declares it; 0 if it does not.
    property real pixelsPerMm: 0
    // The hall's logo; empty if it has none, or none that can be shown.
    property url logo

    property color paper
    property color card
    property color line
    property color ink
    property color muted
    property color accent
    property color accentPressed
    property color accentSoft
    property color accentInk
    property color header
    property color headerPressed
    property color headerInk
    property color good
    property color goodSoft
    property color warn
    property color warnSoft
    property color bad
    property color badSoft
    property color disabled
    property color disabledInk
    property color veil
    property color night
    property color nightCard
    property color nightRaised
    property color nightRaisedLine
    property color nightFresh
    property color nightInk
    property color nightMuted
    property color nightAccent

    readonly property string fontFamily: Application.font.family

    readonly property real small: 28 * u
    readonly property real body: 36 * u
    readonly property real large: 48 * u
    readonly property real title: 64 * u
    readonly property real huge: 180 * u
    readonly property real gap: 24 * u
    readonly property real radius: 20 * u
    // What a finger hits is 20 mm at least, where the density is known.
    readonly property real finger: 20 * pixelsPerMm
    readonly property real touch: Math.max(120 * u, finger)

    // How many keys find room beside each other, at most so many.
    function keysBeside(width: real, spacing: real, most: int): int {
        return Math.max(1, Math.min(most, Math.floor((width + spacing) / (finger + spacing))));
    }
}
