pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// How the kiosk is, for who has come to mend it.
Page {
    id: page

    title: say("technician.title", {
        kiosk: screen.kiosk_id
    })

    // What to do, in the language of who mends; what was measured stands in the program's own words.
    function inWords(fault: var): string {
        const key = "technician.fault." + fault.code;
        const known = page.say(key, {});
        if (known === "")
            return fault.message + "\n→ " + fault.hint;
        const measured = known === fault.message ? "" : "\n   (" + fault.message + ")";
        return known + "\n→ " + page.say(key + ".do", {}) + measured;
    }

    component Heading: PlainText {
        color: Theme.accent
        font.bold: true
        font.pixelSize: Math.max(1, (page.wide ? 24 : 32) * Theme.u)
        width: parent.width
    }
    component Line: PlainText {
        font.pixelSize: Math.max(1, page.wide ? 22 * Theme.u : Theme.small)
        width: parent.width
    }

    Flickable {
        id: view

        // Many faults, and the last lines of the log below them, are drawn up with a finger.
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: sheets.height
        contentWidth: width
        height: outcome.y - Theme.gap / 2
        objectName: "technician.view"
        width: parent.width

        Grid {
            id: sheets

            readonly property real sheetWidth: (width - spacing * (columns - 1)) / columns

            columns: page.wide ? 2 : 1
            spacing: Theme.gap
            width: view.width - Theme.gap

            Column {
                spacing: Theme.gap / 3
                width: sheets.sheetWidth

                Heading {
                    text: page.say("technician.line", {})
                }
                Line {
                    objectName: "technician.link"
                    text: page.say(page.screen.link, {}) + "  " + page.say("technician.since", {
                        minutes: page.screen.link_minutes
                    }) + (page.screen.link_detail ? "\n" + page.screen.link_detail : "")
                }
                Line {
                    text: page.say("technician.clock", {
                        seconds: page.screen.clock_ahead_s
                    })
                }
                Heading {
                    text: page.screen.devices.map(d => page.say(d.device, {}) + ": " + page.say(d.state, {})).join("   ")
                }
                Heading {
                    text: page.say("technician.faults", {})
                }
                Line {
                    objectName: "technician.faults"
                    text: page.screen.faults.length === 0 ? page.say("technician.faults.none", {}) : page.screen.faults.map(page.inWords).join("\n")
                }
            }
            Column {
                spacing: Theme.gap / 3
                width: sheets.sheetWidth

                Line {
                    text: page.screen.counters.map(c => page.say("technician.counter." + c.name, {}) + ": " + c.value).join("   ")
                }
                Heading {
                    text: page.say("technician.versions", {})
                }
                Line {
                    text: page.screen.versions.join("   ")
                }
                Heading {
                    text: page.say("technician.log", {})
                }
                Repeater {
                    model: page.screen.log

                    Line {
                        required property string modelData

                        font.pixelSize: Math.max(1, 22 * Theme.u)
                        text: modelData
                        wrapMode: Text.WrapAnywhere
                    }
                }
            }
        }
    }
    Rectangle {
        anchors.right: parent.right
        color: Theme.accent
        height: view.height * view.visibleArea.heightRatio
        objectName: "technician.where"
        radius: width / 2
        visible: view.contentHeight > view.height + 1
        width: Math.max(4, 10 * Theme.u)
        y: view.height * view.visibleArea.yPosition
    }
    Line {
        id: outcome
        anchors.bottom: buttons.top
        anchors.bottomMargin: Theme.gap / 2
        color: Theme.warn
        font.bold: true
        horizontalAlignment: Text.AlignHCenter
        objectName: "technician.test"
        text: page.screen.test === "" ? "" : page.say(page.screen.test, {})
    }
    Row {
        id: buttons
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        spacing: Theme.gap
        width: parent.width

        Repeater {
            model: ["test_print", "restart", "desktop"]

            BigButton {
                required property string modelData

                fill: Theme.card
                fillPressed: Theme.accentSoft
                height: Theme.touch
                ink: Theme.accent
                objectName: "technician." + modelData
                text: page.say("technician." + modelData, {})
                textSize: 40 * Theme.u
                width: (buttons.width - buttons.spacing * 2) / 3
                onTapped: page.bridge.tap(modelData, "")
            }
        }
    }
}
