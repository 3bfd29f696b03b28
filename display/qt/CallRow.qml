import QtQuick
import Hallcall

// One of the last calls: number, how often called, window.
Rectangle {
    id: call

    required property var row
    readonly property string name: "call." + row.seq
    readonly property color ink: row.fresh ? Theme.nightAccent : row.active ? Theme.nightInk : Theme.nightMuted
    // The longest number, its count, an arrow and a window of three digits have room.
    readonly property real size: Math.min(height * 0.68, 84 * Theme.u, (width - Theme.gap * 5) / 7)

    color: row.fresh ? Theme.nightFresh : Theme.nightCard
    objectName: name
    radius: Theme.radius / 2

    PlainText {
        id: number
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: call.ink
        font.bold: call.row.active
        font.pixelSize: Math.max(1, call.size)
        objectName: call.name + ".number"
        text: call.row.number
        wrapMode: Text.NoWrap
    }
    PlainText {
        anchors.left: number.right
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: call.ink
        font.pixelSize: Math.max(1, call.size * 0.6)
        objectName: call.name + ".count"
        text: call.row.count
        wrapMode: Text.NoWrap
    }
    Arrow {
        anchors.right: painted.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: call.ink
        direction: call.row.direction
        objectName: call.name + ".arrow"
        size: call.size * 0.8
    }
    PlainText {
        id: painted
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: call.ink
        font.bold: call.row.active
        font.pixelSize: Math.max(1, call.size)
        horizontalAlignment: Text.AlignRight
        objectName: call.name + ".window"
        text: call.row.window
        width: Math.max(implicitWidth, call.size * 1.8)
        wrapMode: Text.NoWrap
    }
    Pulse {
        anchors.fill: parent
        border.width: Math.max(2, 4 * Theme.u)
        on: call.row.fresh
        radius: call.radius
    }
}
