pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// The ticket was given up.
NoticePage {
    id: page

    extra: [
        BigButton {
            anchors.horizontalCenter: parent.horizontalCenter
            height: 160 * Theme.u
            objectName: "cancelled.done"
            text: page.say("cancelled.done", {})
            width: Math.min(parent.width, 800 * Theme.u)
            onTapped: page.bridge.tap("done", "")
        }
    ]
    heading: say("cancelled.title", {
        number: screen.number
    })
    icon: "ticket"
    reason: say("cancelled.reason", {})
    reasonName: "cancelled.reason"
}
