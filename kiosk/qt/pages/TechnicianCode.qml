pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// The technician's code, on keys.
Page {
    id: page

    readonly property string note: {
        if (screen.locked_s > 0)
            return say("technician_code.locked", {
                seconds: screen.locked_s
            });
        return screen.wrong && screen.typed === 0 ? say("technician_code.wrong", {}) : "";
    }

    title: say("technician_code.title", {})

    Card {
        id: field
        height: 140 * Theme.u
        width: page.wide ? parent.width * 0.48 : parent.width

        Typed {
            color: page.note === "" ? Theme.ink : Theme.bad
            font.pixelSize: Math.max(1, (page.note === "" ? 72 : 44) * Theme.u)
            objectName: "technician_code.typed"
            text: page.note === "" ? "•".repeat(page.screen.typed) : page.note
        }
    }
    Grid {
        id: keys

        readonly property real keyHeight: Math.min(180 * Theme.u, (height - spacing * 3) / 4)
        readonly property real keyWidth: Math.floor((width - spacing * 2) / 3)

        columns: 3
        height: page.contentHeight - y - Theme.gap
        spacing: Theme.gap
        width: parent.width - x
        x: page.wide ? field.width + Theme.gap * 2 : 0
        y: page.wide ? 0 : Math.max(field.height + Theme.gap, page.bodyReach)

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "erase", "0", "confirm"]

            BigButton {
                required property string modelData
                readonly property bool isDigit: modelData.length === 1

                fill: modelData === "confirm" ? Theme.accent : Theme.card
                fillPressed: modelData === "confirm" ? Theme.accentPressed : Theme.accentSoft
                height: keys.keyHeight
                ink: modelData === "confirm" ? Theme.accentInk : Theme.accent
                objectName: "technician_code." + modelData
                text: isDigit ? modelData : page.say("technician_code." + modelData, {})
                textSize: (isDigit ? 64 : 44) * Theme.u
                width: keys.keyWidth
                onTapped: isDigit ? page.bridge.tap("digit", modelData) : page.bridge.tap(modelData, "")
            }
        }
    }
}
