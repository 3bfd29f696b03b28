pragma ComponentBehavior: Bound

import QtQuick
import "../controls"

// Outside opening hours.
NoticePage {
    advice: screen.back ? say("closed.opens", {
        time: screen.back
    }) : ""
    heading: say("closed.title", {})
    icon: "clock"
    otherHeading: say("closed.title.other", {})
    reason: (screen.note ? screen.note + "\n" : "") + (screen.hours.length === 0 ? say("closed.all_day", {}) : say("closed.today", {}) + "  " + screen.hours.join("   "))
    reasonName: "closed.hours"
}
