pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// A service to choose, with its group below it, or why it cannot be chosen.
Tile {
    id: tile

    property string name
    property string note

    Accessible.name: name
    padding: Theme.gap * 0.6

    PlainText {
        anchors.bottom: below.top
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap / 2
        anchors.right: parent.right
        anchors.top: parent.top
        color: tile.available ? Theme.ink : Theme.disabledInk
        font.bold: true
        font.pixelSize: Math.max(1, 42 * Theme.u)
        fontSizeMode: Text.Fit
        minimumPixelSize: 16
        text: tile.name
        verticalAlignment: Text.AlignVCenter
    }
    PlainText {
        id: below
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap / 2
        anchors.right: parent.right
        color: tile.available ? Theme.muted : Theme.disabledInk
        font.pixelSize: Math.max(1, Theme.small)
        fontSizeMode: Text.HorizontalFit
        height: text === "" ? 0 : Theme.small * 1.5
        maximumLineCount: 1
        minimumPixelSize: 12
        text: tile.note
        visible: text !== ""
    }
}
