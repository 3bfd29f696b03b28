import QtQuick
import Hallcall

// Where a window lies, drawn, since no font need have all eight arrows.
Image {
    id: arrow

    property string direction
    property color color: Theme.nightInk
    property real size: Theme.body

    readonly property int side: Math.max(1, Math.ceil(size))
    readonly property var turns: ({
            "up": 0,
            "up-right": 45,
            "right": 90,
            "down-right": 135,
            "down": 180,
            "down-left": 225,
            "left": 270,
            "up-left": 315
        })

    height: Math.max(0, size)
    rotation: turns[direction] ?? 0
    smooth: true
    source: direction === "" ? "" : "image://sign/" + String(color).slice(1) + "/" + Qt.resolvedUrl("icons/arrow.svg")
    sourceSize: Qt.size(side, side)
    visible: direction !== ""
    width: visible ? height : 0
}
