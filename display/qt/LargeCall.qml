import QtQuick
import Hallcall

// One large call: number, window and where that is. In half a panel they stand beside each other.
Rectangle {
    id: tile

    required property var row
    required property var label
    // "whole", "half" or "quarter" of the room for large calls.
    required property string layout

    readonly property var call: row.call
    readonly property bool some: call !== null && call !== undefined
    readonly property bool active: some && call.active
    readonly property bool whole: layout === "whole"
    readonly property bool beside: layout === "half"
    readonly property string name: some ? "call." + call.seq : ""
    readonly property color ink: active ? Theme.nightAccent : Theme.nightMuted

    border.color: Theme.nightRaisedLine
    border.width: some || whole ? Math.max(1, 3 * Theme.u) : 0
    color: some || whole ? Theme.nightRaised : Theme.nightCard
    opacity: some || whole ? 1 : 0.4
    radius: Theme.radius

    Item {
        anchors.fill: parent
        objectName: tile.name
        visible: tile.some

        Bilingual {
            anchors.left: parent.left
            anchors.margins: Theme.gap * 1.5
            anchors.top: parent.top
            beside: true
            size: 40 * Theme.u
            visible: tile.whole
            words: tile.label(tile.active ? "board.newest" : "board.last")
        }
        PlainText {
            id: count
            anchors.margins: Theme.gap * (tile.whole ? 1.5 : 0.5)
            anchors.right: parent.right
            anchors.top: parent.top
            color: Theme.nightAccent
            font.bold: true
            font.pixelSize: Math.max(1, (tile.whole ? 48 : 36) * Theme.u)
            objectName: tile.name + ".count"
            text: tile.some ? tile.call.count : ""
        }
        Item {
            id: numberPlace
            height: tile.beside ? parent.height : tile.whole ? whereTo.y - y : parent.height * 0.56
            objectName: tile.row.newest ? "board.newest.number" : ""
            width: tile.beside ? parent.width * 0.52 : parent.width
            y: tile.whole ? 70 * Theme.u : 0

            readonly property string text: number.text
            // The count stands in the corner of a small tile, where a long number would be.
            readonly property real corner: tile.layout === "quarter" && count.text !== "" ? 2 * count.width : 0

            PlainText {
                id: number
                anchors.centerIn: parent
                color: tile.ink
                font.bold: true
                font.pixelSize: Math.max(1, Math.min(parent.height * 0.95, 250 * Theme.u))
                fontSizeMode: Text.HorizontalFit
                height: parent.height
                horizontalAlignment: Text.AlignHCenter
                objectName: tile.name + ".number"
                text: tile.some ? tile.call.number : ""
                verticalAlignment: Text.AlignVCenter
                width: parent.width - Theme.gap * 2 - numberPlace.corner
                wrapMode: Text.NoWrap
            }
        }
        WhereTo {
            id: whereTo
            call: tile.call
            height: tile.beside ? parent.height : tile.whole ? 170 * Theme.u : parent.height - numberPlace.height
            ink: tile.ink
            label: tile.label
            name: tile.name
            newest: tile.row.newest
            spoken: tile.whole
            width: tile.beside ? parent.width - x : parent.width
            x: tile.beside ? numberPlace.width : 0
            y: tile.beside ? 0 : parent.height - height - (tile.whole ? Theme.gap : Theme.gap / 4)
        }
    }
    Pulse {
        anchors.fill: parent
        on: tile.some && tile.call.fresh
    }
}
