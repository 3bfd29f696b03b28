pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// A ticket in hand, by its number: printed again, or given up.
Page {
    id: page

    readonly property var letters: screen.letters
    readonly property var digits: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]

    readonly property var standing: page.given(screen.standing) ? screen.standing : null

    function howItStands(): string {
        if (standing === null)
            return "";
        if (standing.stage === "waiting" && page.given(standing.ahead)) {
            const ahead = page.say(standing.ahead === 0 ? "my_ticket.next" : "my_ticket.ahead", {
                count: standing.ahead
            });
            return standing.wait_minutes ? ahead + "\n" + page.say("my_ticket.wait", {
                minutes: standing.wait_minutes
            }) : ahead;
        }
        return page.say("my_ticket.stage." + standing.stage, {
            window: standing.window
        });
    }

    title: say("my_ticket.title", {})

    component Key: BigButton {
        required property string modelData

        fill: Theme.card
        fillPressed: Theme.accentSoft
        ink: Theme.ink
        objectName: "my_ticket.key." + modelData
        text: modelData
        textSize: 60 * Theme.u
        onTapped: page.bridge.tap("key", modelData)
    }

    Column {
        id: asked
        anchors.left: parent.left
        spacing: Theme.gap
        width: page.wide ? parent.width * 0.46 : parent.width

        Card {
            border.color: Theme.accent
            border.width: Math.max(2, 4 * Theme.u)
            height: 160 * Theme.u
            width: parent.width

            Typed {
                font.pixelSize: Math.max(1, 84 * Theme.u)
                objectName: "my_ticket.number"
                text: page.screen.number
                visible: text !== ""
            }
        }
        PlainText {
            color: Theme.accent
            font.bold: true
            font.pixelSize: Math.max(1, 52 * Theme.u)
            objectName: "my_ticket.standing"
            text: page.howItStands()
            visible: text !== ""
            width: parent.width
        }
        PlainText {
            color: Theme.accent
            font.bold: true
            font.pixelSize: Math.max(1, 44 * Theme.u)
            objectName: "my_ticket.scanner"
            text: page.say("my_ticket.scanner", {})
            visible: page.screen.scanner && page.screen.number === ""
            width: parent.width
        }
        PlainText {
            color: ["", "lay_card", "card_first", "card_read"].includes(page.screen.hint) ? Theme.muted : Theme.warn
            objectName: "my_ticket.hint"
            text: page.screen.confirming ? page.say("my_ticket.sure", {
                number: page.screen.number
            }) : page.say("my_ticket.hint" + (page.screen.hint ? "." + page.screen.hint : ""), {})
            visible: page.screen.confirming || page.screen.hint !== "" || page.standing === null
            width: parent.width
        }
    }
    Column {
        id: keys

        readonly property int columns: page.letters.length > 10 ? 6 : 5
        readonly property int rows: Math.ceil(page.letters.length / columns) + 3
        readonly property real keyHeight: Math.min(150 * Theme.u, (height - spacing * rows) / rows)

        height: (page.wide ? parent.height : choices.y) - y - Theme.gap
        spacing: Theme.gap / 2
        visible: !page.screen.confirming
        anchors.left: parent.left
        anchors.leftMargin: page.wide ? asked.width + Theme.gap * 2 : 0
        width: parent.width - anchors.leftMargin
        y: page.wide ? 0 : Math.max(asked.height + Theme.gap, page.bodyReach)

        Grid {
            columns: keys.columns
            layoutDirection: page.mirrored ? Qt.RightToLeft : Qt.LeftToRight // keys never turn round
            spacing: keys.spacing

            Repeater {
                model: page.letters

                Key {
                    height: keys.keyHeight
                    width: Math.floor((keys.width - keys.spacing * (keys.columns - 1)) / keys.columns)
                }
            }
        }
        Grid {
            columns: 5
            layoutDirection: page.mirrored ? Qt.RightToLeft : Qt.LeftToRight
            spacing: keys.spacing

            Repeater {
                model: page.digits

                Key {
                    height: keys.keyHeight
                    width: Math.floor((keys.width - keys.spacing * 4) / 5)
                }
            }
        }
        BigButton {
            fill: Theme.accentSoft
            fillPressed: Theme.card
            height: keys.keyHeight
            ink: Theme.accent
            objectName: "my_ticket.erase"
            text: page.say("my_ticket.erase", {})
            textSize: 48 * Theme.u
            width: keys.width
            onTapped: page.bridge.tap("key", "erase")
        }
    }
    Row {
        id: choices

        readonly property real choiceWidth: (width - spacing) / 2

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        height: 170 * Theme.u
        spacing: Theme.gap
        width: asked.width

        BigButton {
            available: page.screen.complete
            fill: Theme.card
            fillPressed: Theme.accentSoft
            height: parent.height
            ink: Theme.bad
            objectName: page.screen.confirming ? "my_ticket.yes" : "my_ticket.cancel"
            text: page.say(objectName, {})
            width: choices.choiceWidth
            onTapped: page.bridge.tap(page.screen.confirming ? "yes" : "cancel", "")
        }
        BigButton {
            available: page.screen.complete
            height: parent.height
            objectName: page.screen.confirming ? "my_ticket.no" : "my_ticket.reprint"
            text: page.say(objectName, {})
            width: choices.choiceWidth
            onTapped: page.bridge.tap(page.screen.confirming ? "no" : "reprint", "")
        }
    }
}
