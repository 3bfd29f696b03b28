pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// No ticket, or perhaps no paper: what happened, what still counts, what to do.
NoticePage {
    id: page

    readonly property bool numbered: given(screen.number)

    extra: [
        Card {
            anchors.horizontalCenter: parent.horizontalCenter
            height: visible ? 300 * Theme.u : 0
            visible: page.numbered
            width: Math.min(parent.width, 800 * Theme.u)

            PlainText {
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.top: parent.top
                anchors.topMargin: Theme.gap
                color: Theme.muted
                text: page.say("sorry.number", {})
            }
            PlainText {
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.gap / 2
                anchors.horizontalCenter: parent.horizontalCenter
                font.bold: true
                font.pixelSize: Math.max(1, Theme.huge)
                objectName: "sorry.number"
                text: page.screen.number ?? ""
            }
        },
        BigButton {
            anchors.horizontalCenter: parent.horizontalCenter
            height: 160 * Theme.u
            objectName: "sorry.done"
            text: page.say("sorry.done", {})
            width: Math.min(parent.width, 800 * Theme.u)
            onTapped: page.bridge.tap("done", "")
        }
    ]
    heading: say("sorry.title", {})
    icon: "warning"
    iconVisible: !(wide && numbered)
    reason: say(screen.reason, screen.facts)
    reasonName: "sorry.reason"
    tint: Theme.warn
}
