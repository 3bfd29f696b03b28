pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// Which service of the group.
Page {
    id: page

    readonly property int columns: wide ? 2 : 1
    readonly property int lines: Math.max(screen.comfort.large && wide ? 2 : 4, Math.ceil(screen.items.length / columns))

    title: say("items.title", {})

    PlainText {
        id: group
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.muted
        elide: Text.ElideRight
        maximumLineCount: 1
        text: page.screen.group
    }
    Grid {
        id: grid

        readonly property real cellHeight: Math.min(190 * Theme.u, (height - spacing * (page.lines - 1)) / page.lines)
        readonly property real cellWidth: (width - spacing * (columns - 1)) / columns

        anchors.bottom: pager.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: group.bottom
        anchors.topMargin: Math.max(Theme.gap, page.bodyReach - group.height)
        columns: page.columns
        spacing: Theme.gap

        Repeater {
            model: page.bridge.rows("items")

            ItemTile {
                required property var row

                available: row.closed_reason === ""
                height: grid.cellHeight
                name: row.name
                note: row.closed_reason !== "" ? page.whyClosed(row, " · ") : row.closing_soon ? page.say("closed.soon", {}) : ""
                objectName: "items." + row.item_id
                width: grid.cellWidth
                onTapped: page.bridge.tap("item", row.item_id)
            }
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
