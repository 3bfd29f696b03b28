pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// A card that goes to where the reader is, and words that say so. Four pictures a second are enough
// to see it, and cost nothing on a machine without a graphics card.
Item {
    id: where

    required property string side
    property string words
    readonly property int steps: 8
    property int step: 0
    // It rests at the end, before it goes again.
    readonly property real way: Math.min(1, step / (steps - 3))
    readonly property int sign: side === "left" ? -1 : 1
    readonly property bool down: side === "below"
    readonly property real cardSize: Math.min(110 * Theme.u, height * 0.6)

    Timer {
        interval: 250
        objectName: "where.timer"
        repeat: true
        running: where.visible && where.Window.visibility !== Window.Hidden
        onTriggered: where.step = (where.step + 1) % where.steps
    }
    PlainText {
        id: label
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.accent
        font.bold: true
        font.pixelSize: Math.max(1, 40 * Theme.u)
        horizontalAlignment: where.side === "left" ? Text.AlignRight : Text.AlignLeft
        objectName: "identify.where"
        text: where.words
        width: parent.width * 0.52
        x: where.side === "left" ? parent.width - width : 0
    }
    Item {
        id: lane
        height: parent.height
        width: parent.width - label.width - Theme.gap
        x: where.side === "left" ? 0 : label.width + Theme.gap

        Rectangle {
            id: slot
            color: Theme.accentSoft
            border.color: Theme.accent
            border.width: Math.max(2, 4 * Theme.u)
            height: where.down ? Theme.gap : where.cardSize * 1.4
            radius: Theme.radius / 2
            width: where.down ? where.cardSize * 1.6 : Theme.gap
            x: where.down ? (lane.width - width) / 2 : where.sign > 0 ? lane.width - width : 0
            y: where.down ? lane.height - height : (lane.height - height) / 2
        }
        Icon {
            readonly property real room: where.down ? lane.height - size - slot.height : lane.width - size - slot.width

            name: "card"
            size: where.cardSize
            x: {
                if (where.down)
                    return (lane.width - width) / 2;
                return where.sign > 0 ? room * where.way : slot.width + room * (1 - where.way);
            }
            y: where.down ? room * where.way : (lane.height - height) / 2
        }
    }
}
