pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// For what occasion somebody comes.
Page {
    id: page

    readonly property int columns: wide ? 2 : 1
    readonly property int lines: Math.max(screen.comfort.large && wide ? 2 : 4, Math.ceil(screen.bundles.length / columns))

    title: say("bundles.title", {})

    Grid {
        id: grid

        readonly property real cellHeight: Math.min(220 * Theme.u, (height - spacing * (page.lines - 1)) / page.lines)
        readonly property real cellWidth: (width - spacing * (columns - 1)) / columns

        anchors.bottom: pager.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Math.max(Theme.gap, page.bodyReach)
        columns: page.columns
        spacing: Theme.gap

        Repeater {
            model: page.bridge.rows("bundles")

            Tile {
                id: tile

                required property var row
                readonly property string text: row.name

                Accessible.name: text
                available: row.closed_reason === ""
                height: grid.cellHeight
                objectName: "bundles." + row.bundle_id
                padding: Theme.gap * 0.6
                width: grid.cellWidth
                onTapped: page.bridge.tap("bundle", row.bundle_id)

                Icon {
                    id: sign
                    anchors.left: parent.left
                    anchors.leftMargin: Theme.gap / 2
                    anchors.verticalCenter: parent.verticalCenter
                    color: tile.available ? Theme.accent : Theme.disabledInk
                    name: tile.row.icon
                    size: Math.min(120 * Theme.u, parent.height)
                }
                PlainText {
                    anchors.bottom: below.top
                    anchors.left: sign.right
                    anchors.leftMargin: Theme.gap
                    anchors.right: parent.right
                    anchors.top: parent.top
                    color: tile.available ? Theme.ink : Theme.disabledInk
                    font.bold: true
                    font.pixelSize: Math.max(1, Theme.large)
                    fontSizeMode: Text.Fit
                    minimumPixelSize: 16
                    text: tile.row.name
                    verticalAlignment: Text.AlignVCenter
                }
                PlainText {
                    id: below
                    anchors.bottom: parent.bottom
                    anchors.left: sign.right
                    anchors.leftMargin: Theme.gap
                    anchors.right: parent.right
                    color: tile.available ? Theme.muted : Theme.bad
                    font.pixelSize: Math.max(1, Theme.small)
                    fontSizeMode: Text.HorizontalFit
                    height: Theme.small * 1.4
                    maximumLineCount: 1
                    minimumPixelSize: 12
                    text: tile.available ? page.say("bundles.count", {
                        count: tile.row.count
                    }) : page.whyClosed(tile.row, " · ")
                }
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
