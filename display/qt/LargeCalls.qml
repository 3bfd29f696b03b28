pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The calls that are large now, to be read from the far end of the hall. A single one has all the
// room; otherwise each place keeps its corner, and nothing that is shown moves.
Item {
    id: calls

    required property var model
    required property var screen
    required property var label
    readonly property int grid: screen.grid
    readonly property real gap: grid > 1 ? 10 * Theme.u : 0
    readonly property real cellWidth: grid > 2 ? (width - gap) / 2 : width
    readonly property real cellHeight: grid > 1 ? (height - gap) / 2 : height

    Repeater {
        id: places
        model: calls.model

        LargeCall {
            required property int index
            readonly property int place: calls.grid > 1 ? index : 0

            height: calls.cellHeight
            label: calls.label
            layout: calls.grid === 1 ? "whole" : calls.grid === 2 ? "half" : "quarter"
            visible: index < calls.grid || some
            width: calls.cellWidth
            x: Math.floor(place / 2) * (calls.cellWidth + calls.gap)
            y: place % 2 * (calls.cellHeight + calls.gap)
            z: some ? 1 : 0
        }
    }
    Bilingual {
        anchors.centerIn: parent
        color: Theme.nightMuted
        flush: Grid.AlignHCenter
        maximumWidth: calls.width - Theme.gap * 2
        objectName: "board.idle"
        size: 88 * Theme.u
        visible: calls.screen.large.every(tile => tile.call === null || tile.call === undefined)
        words: calls.screen.idle
        z: 2

        readonly property string text: words.zh
    }
}
