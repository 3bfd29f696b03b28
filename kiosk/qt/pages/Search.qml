pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// A few letters, and what they find.
Page {
    id: page

    readonly property var letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("")

    readonly property string note: {
        if (screen.results.length === 0)
            return "search.none";
        if (screen.letters === "")
            return "search.often";
        return screen.more > 0 ? "search.more" : "search.found";
    }

    title: say("search.title", {})

    Item {
        id: typing
        anchors.left: parent.left
        anchors.top: parent.top
        height: note.y + note.height
        width: page.wide ? parent.width * (parent.width < 1100 * Theme.u ? 0.67 : 0.59) : parent.width

        Card {
            id: field
            height: Theme.touch
            width: parent.width

            PlainText {
                anchors.fill: parent
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: Theme.gap
                color: page.screen.letters === "" ? Theme.muted : Theme.ink
                font.bold: page.screen.letters !== ""
                font.letterSpacing: page.screen.letters === "" ? 0 : 8 * Theme.u
                font.pixelSize: Math.max(1, page.screen.letters === "" ? Theme.body : Theme.title)
                fontSizeMode: Text.Fit
                minimumPixelSize: 16
                objectName: "search.letters"
                text: page.screen.letters === "" ? page.say("search.prompt", {}) : page.screen.letters
                verticalAlignment: Text.AlignVCenter
            }
        }
        Flow {
            id: keys
            layoutDirection: page.mirrored ? Qt.RightToLeft : Qt.LeftToRight // keys never turn round

            readonly property int columns: Theme.keysBeside(width, spacing, 7)
            readonly property real keyWidth: Math.floor((width - spacing * (columns - 1)) / columns)

            anchors.top: field.bottom
            anchors.topMargin: Math.max(Theme.gap, page.bodyReach - field.height)
            spacing: Theme.gap / 2
            width: parent.width

            Repeater {
                model: page.letters

                BigButton {
                    required property string modelData

                    available: page.screen.live_letters.includes(modelData)
                    fill: Theme.card
                    fillPressed: Theme.accentSoft
                    height: Theme.touch
                    ink: Theme.ink
                    objectName: "search.key." + modelData
                    text: modelData
                    width: keys.keyWidth
                    onTapped: page.bridge.tap("letter", modelData)
                }
            }
            BigButton {
                fill: Theme.accentSoft
                fillPressed: Theme.card
                height: Theme.touch
                ink: Theme.accent
                objectName: "search.clear"
                text: page.say("search.clear", {})
                textSize: Theme.body
                width: keys.keyWidth * 2 + keys.spacing
                onTapped: page.bridge.tap("clear", "")
            }
        }
        PlainText {
            id: note
            anchors.top: keys.bottom
            anchors.topMargin: Theme.gap
            color: Theme.muted
            font.pixelSize: Math.max(1, Theme.small)
            objectName: "search.note"
            text: page.say(page.note, {
                count: page.screen.more
            })
            width: parent.width
        }
    }
    Item {
        id: found

        readonly property bool narrow: width < 500 * Theme.u // a name, and no room for more
        readonly property int most: page.screen.comfort.low ? 2 : page.screen.comfort.large ? 3 : 5
        readonly property real tileHeight: Math.min(150 * Theme.u, (height - list.y - list.spacing * (most - 1)) / most)

        height: parent.height - y - Theme.gap
        width: parent.width - anchors.leftMargin
        anchors.left: parent.left
        anchors.leftMargin: page.wide ? typing.width + Theme.gap * 2 : 0
        y: page.wide ? 0 : typing.height + Theme.gap

        Column {
            id: list
            spacing: Theme.gap / 2
            width: parent.width

            Repeater {
                model: page.bridge.rows("results")

                ItemTile {
                    required property var row

                    available: row.closed_reason === ""
                    height: found.tileHeight
                    name: row.name
                    note: row.closed_reason !== "" ? page.whyClosed(row, " · ") : found.narrow ? "" : row.group
                    objectName: "search.result." + row.item_id
                    width: found.width
                    onTapped: page.bridge.tap("item", row.item_id)
                }
            }
        }
    }
}
