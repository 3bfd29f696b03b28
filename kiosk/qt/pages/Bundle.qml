pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// What an occasion takes: its services, of which any can be taken off, and the papers for the rest.
Page {
    id: page

    readonly property bool any: screen.services.some(each => each.taken)
    // Whoever sits reads above and touches below.
    readonly property bool turned: bodyReach > 0
    readonly property int columns: screen.papers.length > 6 ? 2 : 1
    // On a wide screen the services are on one side, and what to bring for them on the other.
    readonly property real side: Math.floor((contentWidth - Theme.gap) / 2)
    readonly property real tileHeight: Math.max(Theme.finger, Math.min(Theme.touch, (confirm.y - Theme.gap - grid.y + grid.spacing) / screen.services.length - grid.spacing))
    readonly property real below: about.visible ? about.y + about.height + Theme.gap / 2 : wide ? about.y : 0

    title: screen.name

    PlainText {
        id: about
        anchors.right: parent.right
        color: Theme.muted
        font.pixelSize: Math.max(1, Theme.small)
        objectName: "bundle.note"
        text: page.screen.note
        visible: text !== ""
        width: page.wide ? page.side : parent.width
        y: page.wide ? grid.y : 0
    }
    Column {
        id: services
        anchors.left: parent.left
        spacing: Theme.gap / 2
        width: parent.width
        y: page.turned ? confirm.y - height - Theme.gap : page.wide ? 0 : page.below

        PlainText {
            color: Theme.muted
            font.pixelSize: Math.max(1, Theme.small)
            text: page.say("bundle.services", {})
            width: parent.width
        }
        Grid {
            id: grid
            anchors.left: parent.left
            columns: 1
            spacing: Theme.gap / 2
            width: page.wide ? page.side : parent.width

            Repeater {
                model: page.bridge.rows("services")

                Tile {
                    id: tile

                    required property var row
                    readonly property string text: row.name

                    Accessible.checkable: true
                    Accessible.checked: row.taken
                    Accessible.name: text
                    available: row.closed_reason === ""
                    border.color: row.taken ? Theme.good : Theme.line
                    border.width: Math.max(1, (row.taken ? 4 : 2) * Theme.u)
                    height: page.wide ? page.tileHeight : Math.max(Theme.touch, 130 * Theme.u)
                    objectName: "bundle." + row.item_id
                    padding: Theme.gap / 2
                    width: (grid.width - grid.spacing * (grid.columns - 1)) / grid.columns
                    onTapped: page.bridge.tap("leave_out", row.item_id)

                    Icon {
                        id: sign
                        anchors.left: parent.left
                        anchors.verticalCenter: parent.verticalCenter
                        border.color: tile.row.taken ? Theme.good : Theme.muted
                        border.width: Math.max(2, 4 * Theme.u)
                        color: tile.row.taken ? Theme.good : "transparent"
                        name: tile.row.taken ? "check" : ""
                        size: 72 * Theme.u
                        visible: tile.available
                    }
                    PlainText {
                        anchors.bottom: why.visible ? why.top : parent.bottom
                        anchors.left: tile.available ? sign.right : parent.left
                        anchors.leftMargin: Theme.gap
                        anchors.right: parent.right
                        anchors.top: parent.top
                        color: !tile.available ? Theme.disabledInk : tile.row.taken ? Theme.ink : Theme.muted
                        font.bold: tile.row.taken
                        font.pixelSize: Math.max(1, 42 * Theme.u)
                        fontSizeMode: Text.Fit
                        minimumPixelSize: 16
                        text: tile.row.name
                        verticalAlignment: Text.AlignVCenter
                    }
                    PlainText {
                        id: why
                        anchors.bottom: parent.bottom
                        anchors.left: tile.available ? sign.right : parent.left
                        anchors.leftMargin: Theme.gap
                        anchors.right: parent.right
                        color: tile.available ? Theme.muted : Theme.bad
                        font.pixelSize: Math.max(1, Theme.small)
                        fontSizeMode: Text.HorizontalFit
                        height: Theme.small * 1.4
                        maximumLineCount: 1
                        minimumPixelSize: 12
                        objectName: "bundle." + tile.row.item_id + ".state"
                        text: !tile.available ? page.whyClosed(tile.row, " · ") : tile.row.taken ? "" : page.say("bundle.left_out", {})
                        visible: text !== ""
                    }
                }
            }
        }
    }
    Card {
        anchors.right: parent.right
        height: (page.turned ? services.y : confirm.y) - y - Theme.gap
        width: page.wide ? page.side : parent.width
        y: page.turned || page.wide ? page.below : services.y + services.height + Theme.gap

        // One text, which grows smaller where papers are many.
        PlainText {
            anchors.fill: parent
            anchors.margins: Theme.gap * 0.75
            font.pixelSize: Math.max(1, 42 * Theme.u)
            fontSizeMode: Text.Fit
            minimumPixelSize: 14
            objectName: "bundle.papers"
            text: [page.say(papers.count ? "bundle.papers" : "papers.none", {}), ...page.screen.papers.map((each, index) => page.isolated((index + 1) + "  " + each))].join("\n")
            visible: page.wide
        }
        Column {
            id: list
            anchors.left: parent.left
            anchors.margins: Theme.gap
            anchors.right: parent.right
            anchors.top: parent.top
            spacing: Theme.gap / 2
            visible: !page.wide

            PlainText {
                color: Theme.muted
                font.pixelSize: Math.max(1, Theme.small)
                text: page.say(papers.count ? "bundle.papers" : "papers.none", {})
                width: parent.width
            }
            Flow {
                spacing: Theme.gap / 2
                width: parent.width

                Repeater {
                    id: papers
                    model: page.screen.papers

                    PlainText {
                        required property int index
                        required property string modelData

                        font.pixelSize: Math.max(1, (papers.count > 9 ? 28 : papers.count > 6 ? 32 : 36) * Theme.u)
                        objectName: "bundle.paper." + index
                        text: (index + 1) + "  " + modelData
                        width: Math.floor((parent.width - Theme.gap / 2 * (page.columns - 1)) / page.columns)
                    }
                }
            }
        }
    }
    BigButton {
        id: lack
        anchors.bottom: confirm.bottom
        anchors.left: parent.left
        fill: Theme.card
        fillPressed: Theme.accentSoft
        height: confirm.height
        ink: Theme.accent
        objectName: "bundle.lack"
        text: page.say("papers.lack", {})
        textSize: 42 * Theme.u
        visible: page.screen.papers.length > 0
        width: parent.width * 0.24
        onTapped: page.bridge.tap("lack", "")
    }
    BigButton {
        id: confirm
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: lack.visible ? lack.right : parent.left
        anchors.leftMargin: lack.visible ? Theme.gap / 2 : 0
        anchors.right: parent.right
        available: page.any
        height: page.wide ? Theme.touch : 170 * Theme.u
        objectName: "bundle.confirm"
        text: page.say(page.any ? "papers.confirm" : "bundle.none", {})
        textSize: 56 * Theme.u
        onTapped: page.bridge.tap("confirm", "")
    }
}
