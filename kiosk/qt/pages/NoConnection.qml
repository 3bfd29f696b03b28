pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// The coordinator does not hear us.
NoticePage {
    advice: say("no_connection.advice", {})
    footnote: screen.detail
    heading: say("no_connection.title", {})
    icon: "plug"
    otherHeading: say("no_connection.title.other", {})
    reason: say("no_connection.reason", {})
    reasonName: "no_connection.reason"
    tint: Theme.warn
}
