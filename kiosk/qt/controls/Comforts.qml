pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// Easier to read, easier to reach: chosen and unchosen here. Small, they are signs alone.
Row {
    id: comforts

    required property var bridge
    // Buttons can only be lower on a screen that is upright.
    required property bool upright
    property bool small: false
    property real choiceWidth: Theme.touch

    spacing: Theme.gap / 2

    Repeater {
        model: comforts.upright ? ["large", "low"] : ["large"]

        Tile {
            id: choice

            required property string modelData
            readonly property bool chosen: comforts.bridge.screen.comfort?.[modelData] ?? false
            readonly property string text: comforts.bridge.texts["comfort." + modelData + (chosen ? ".off" : "")] ?? ""
            readonly property color ink: chosen ? Theme.accentInk : Theme.accent

            Accessible.name: text
            border.color: Theme.accent
            border.width: Math.max(2, 3 * Theme.u)
            color: chosen ? Theme.accent : Theme.card
            height: Theme.touch
            objectName: "comfort." + modelData
            padding: Theme.gap / 2
            width: comforts.small ? Theme.touch : comforts.choiceWidth
            onTapped: comforts.bridge.tap("comfort", modelData)

            Icon {
                id: sign
                anchors.left: parent.left
                anchors.leftMargin: comforts.small ? (parent.width - width) / 2 : 0
                anchors.verticalCenter: parent.verticalCenter
                name: choice.modelData
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
                minimumPixelSize: 16
                text: choice.text
                verticalAlignment: Text.AlignVCenter
                visible: !comforts.small
            }
        }
    }
}
