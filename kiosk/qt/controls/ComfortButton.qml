pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// Easier to read, or easier to reach: chosen and unchosen here. Small, it is a sign alone.
Tile {
    id: choice

    required property var bridge
    required property string name
    property bool small: false
    readonly property bool chosen: bridge.screen.comfort?.[name] ?? false
    readonly property string text: bridge.texts["comfort." + name + (chosen ? ".off" : "")] ?? ""
    readonly property color ink: chosen ? Theme.accentInk : Theme.accent

    Accessible.name: text
    border.color: Theme.accent
    border.width: Math.max(2, 3 * Theme.u)
    color: chosen ? Theme.accent : Theme.card
    height: Theme.touch
    objectName: "comfort." + name
    padding: Theme.gap / 2
    onTapped: choice.bridge.tap("comfort", choice.name)

    Icon {
        id: sign
        anchors.left: parent.left
        anchors.leftMargin: choice.small ? (parent.width - width) / 2 : 0
        anchors.verticalCenter: parent.verticalCenter
        name: choice.name
        size: parent.height * 0.92
    }
    PlainText {
        anchors.bottom: parent.bottom
        anchors.left: sign.right
        anchors.leftMargin: Theme.gap / 2
        anchors.right: parent.right
        anchors.top: parent.top
        color: choice.ink
        font.bold: true
        font.pixelSize: Math.max(1, Theme.body)
        fontSizeMode: Text.Fit
        minimumPixelSize: Math.max(1, 16 * Math.min(1, Theme.u))
        text: choice.text
        verticalAlignment: Text.AlignVCenter
        visible: !choice.small
    }
}
