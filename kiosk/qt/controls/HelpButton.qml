pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// Rings for a person. On every page that visitors see, always in the same place.
Tile {
    id: help

    required property var bridge
    readonly property string text: bridge.texts["help.button"] ?? ""
    // Where a touch already means something else, or the bell has its page, there is none.
    readonly property bool wanted: !["", "help", "screen_saver", "technician", "technician_code"].includes(bridge.screen.kind)

    Accessible.name: text
    border.color: Theme.accent
    border.width: Math.max(2, 3 * Theme.u)
    height: Theme.touch
    objectName: "help.button"
    padding: Theme.gap / 2
    visible: wanted
    width: 290 * Theme.u
    onTapped: help.bridge.tap("help", "")

    Icon {
        id: sign
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        name: "help"
        size: Math.min(80 * Theme.u, parent.height)
    }
    PlainText {
        anchors.bottom: other.top
        anchors.left: sign.right
        anchors.leftMargin: Theme.gap / 2
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.accent
        font.bold: true
        font.pixelSize: Math.max(1, Theme.body)
        fontSizeMode: Text.Fit
        minimumPixelSize: Math.max(1, 16 * Math.min(1, Theme.u))
        text: help.text
        verticalAlignment: Text.AlignVCenter
    }
    PlainText {
        id: other
        anchors.bottom: parent.bottom
        anchors.left: sign.right
        anchors.leftMargin: Theme.gap / 2
        anchors.right: parent.right
        color: Theme.accent
        font.pixelSize: Math.max(1, Theme.small)
        fontSizeMode: Text.HorizontalFit
        height: Theme.small * 1.3
        maximumLineCount: 1
        minimumPixelSize: Math.max(1, 12 * Math.min(1, Theme.u))
        text: help.bridge.texts["help.button.other"] ?? ""
    }
}
