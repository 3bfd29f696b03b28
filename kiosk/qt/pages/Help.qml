pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// Shall somebody come, and is anybody coming.
NoticePage {
    id: page

    readonly property bool asking: screen.stage === "ask"
    readonly property bool unheard: screen.stage === "unheard"
    readonly property real buttonWidth: Math.min(800 * Theme.u, wide ? (contentWidth - Theme.gap) / 2 : contentWidth)

    extra: [
        Grid {
            anchors.horizontalCenter: parent.horizontalCenter
            columns: page.wide ? 2 : 1
            spacing: Theme.gap

            BigButton {
                height: 180 * Theme.u
                objectName: "help.ring"
                text: page.say(page.unheard ? "help.again" : "help.ring", {})
                textSize: 60 * Theme.u
                visible: page.asking || page.unheard
                width: page.buttonWidth
                onTapped: page.bridge.tap("ring", "")
            }
            BigButton {
                fill: Theme.card
                fillPressed: Theme.accentSoft
                height: page.wide ? 180 * Theme.u : Theme.touch
                ink: Theme.accent
                objectName: "help.done"
                text: page.say("help.done", {})
                width: page.buttonWidth
                onTapped: page.bridge.tap("done", "")
            }
        }
    ]
    heading: say("help.title." + screen.stage, {})
    icon: unheard ? "warning" : "help"
    reason: unheard && screen.where !== "" ? say("help.text.unheard.at", {
        place: screen.where
    }) : say("help.text." + screen.stage, {})
    reasonName: "help.text"
    tint: unheard ? Theme.warn : screen.stage === "rung" || screen.stage === "coming" ? Theme.good : Theme.accent
}
