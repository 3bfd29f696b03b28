pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// Two kiosks with one id: this one stands back until somebody gives it its own.
NoticePage {
    heading: say("taken_over.title", {})
    icon: "warning"
    otherHeading: say("taken_over.title.other", {})
    reason: say("taken_over.reason", {
        kiosk: screen.kiosk_id
    })
    reasonName: "taken_over.reason"
    tint: Theme.bad
}
