pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// Which line to join.
Page {
    id: page

    // A page has fewer, and they may be larger.
    readonly property bool roomy: screen.comfort.large || screen.comfort.low
    readonly property int columns: !wide || roomy ? 2 : contentWidth < 1100 * Theme.u ? 3 : 4
    // Where tiles are small, a department takes the room of the name that is looked for.
    readonly property bool terse: wide && contentWidth < 1100 * Theme.u
    readonly property int lines: Math.max(wide || roomy ? 2 : 4, Math.ceil(screen.groups.length / columns))

    beside: wide ? search.width + Theme.gap : 0
    title: say("groups.title", {})

    BigButton {
        id: search
        fill: Theme.accentSoft
        fillPressed: Theme.card
        height: Theme.touch
        ink: Theme.accent
        objectName: "groups.search"
        text: page.say("groups.search", {})
        width: page.wide ? 420 * Theme.u : parent.width
        anchors.right: parent.right
        y: page.wide ? -height - Theme.gap / 2 : page.bodyReach
        onTapped: page.bridge.tap("search", "")
    }
    Grid {
        id: grid

        readonly property real cellHeight: Math.min((page.roomy ? 420 : 310) * Theme.u, (height - spacing * (page.lines - 1)) / page.lines)
        readonly property real cellWidth: (width - spacing * (columns - 1)) / columns

        columns: page.columns
        height: (chosen.visible ? chosen.y : pager.y) - y - Theme.gap
        spacing: Theme.gap
        width: parent.width
        y: page.wide ? 0 : search.y + search.height + Theme.gap

        Repeater {
            model: page.bridge.rows("groups")

            Tile {
                id: tile

                required property var row
                readonly property string text: row.name

                Accessible.name: text
                available: row.closed_reason === ""
                height: grid.cellHeight
                objectName: "groups." + row.group_id
                width: grid.cellWidth
                onTapped: page.bridge.tap("group", row.group_id)

                PlainText {
                    id: name
                    anchors.bottom: department.top
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top
                    color: tile.available ? Theme.ink : Theme.disabledInk
                    font.bold: true
                    font.pixelSize: Math.max(1, Theme.large)
                    fontSizeMode: Text.Fit
                    minimumPixelSize: 14
                    text: tile.row.name
                }
                PlainText {
                    id: department
                    anchors.bottom: waiting.top
                    anchors.left: parent.left
                    anchors.right: parent.right
                    color: tile.available ? Theme.muted : Theme.disabledInk
                    font.pixelSize: Math.max(1, Theme.small)
                    fontSizeMode: page.wide ? Text.Fit : Text.HorizontalFit
                    height: visible ? Theme.small * (page.wide ? 2.9 : 1.5) : 0 // the rest is the name's
                    maximumLineCount: page.wide ? 2 : 1
                    minimumPixelSize: 12
                    text: tile.row.department
                    verticalAlignment: Text.AlignBottom
                    visible: tile.available && !page.terse
                }
                PlainText {
                    id: waiting
                    anchors.bottom: parent.bottom
                    anchors.left: parent.left
                    anchors.right: parent.right
                    color: !tile.available ? Theme.bad : tile.row.closing_soon ? Theme.warn : Theme.good
                    font.bold: true
                    font.pixelSize: Math.max(1, tile.available ? Theme.body : Theme.small)
                    fontSizeMode: tile.available ? Text.HorizontalFit : Text.Fit
                    height: tile.available ? implicitHeight : Theme.small * 3.9
                    maximumLineCount: tile.available ? 1 : 3
                    minimumPixelSize: 20
                    verticalAlignment: Text.AlignBottom
                    objectName: "groups." + tile.row.group_id + ".waiting"
                    text: tile.row.closed_reason !== "" ? page.whyClosed(tile.row, "\n") : !page.given(tile.row.waiting) ? "" : page.say(tile.row.closing_soon ? "groups.closing_soon" : "groups.waiting", {
                        count: tile.row.waiting
                    })
                }
            }
        }
    }
    Rectangle {
        id: chosen
        anchors.left: parent.left
        anchors.right: parent.right
        border.color: Theme.good
        border.width: Math.max(1, 3 * Theme.u)
        color: Theme.card
        height: Theme.touch + Theme.gap
        radius: Theme.radius
        visible: page.screen.chosen.length > 0
        y: pager.y - height - (pager.visible ? Theme.gap : 0)

        PlainText {
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.right: enough.left
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            elide: Text.ElideRight
            maximumLineCount: 2
            objectName: "groups.chosen"
            text: page.say("groups.chosen", {
                services: page.screen.chosen.join(page.say("list.and", {}))
            })
        }
        BigButton {
            id: enough
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap / 2
            anchors.verticalCenter: parent.verticalCenter
            height: Theme.touch
            objectName: "groups.enough"
            text: page.say("groups.enough", {})
            textSize: 42 * Theme.u
            width: parent.width * 0.36
            onTapped: page.bridge.tap("enough", "")
        }
    }
    Pager {
        id: pager
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        page: page
    }
}
