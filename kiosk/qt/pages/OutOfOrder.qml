pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// The printer cannot print: nobody is asked anything here until it can.
NoticePage {
    advice: say("out_of_order.advice", {})
    footnote: say("out_of_order.cause", {}) + ": " + screen.cause + (screen.detail === "" ? "" : " · " + screen.detail)
    heading: say("out_of_order.title", {})
    icon: "printer"
    otherHeading: say("out_of_order.title.other", {})
    reason: say("out_of_order." + screen.cause, {})
    reasonName: "out_of_order.reason"
    tint: Theme.bad
}
