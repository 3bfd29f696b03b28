import QtQuick
import Hallcall

// To which window a call is, and where that is: an arrow to the left stands on the left. `spoken` is
// the whole sentence, "Please go to window 5".
Item {
    id: where

    required property var call
    required property var label
    required property string name
    required property bool newest
    property color ink: Theme.nightAccent
    property bool spoken: false

    readonly property bool some: call !== null && call !== undefined
    readonly property string direction: some ? call.direction : ""
    readonly property bool leftwards: direction.endsWith("left")
    readonly property real size: Math.max(1, Math.min(height * 0.88, width * 0.24, 190 * Theme.u))

    Row {
        anchors.centerIn: parent
        spacing: where.size * (where.spoken ? 0.24 : 0.16)

        Arrow {
            anchors.verticalCenter: parent.verticalCenter
            color: where.ink
            direction: where.leftwards ? where.direction : ""
            objectName: where.name + ".arrow"
            size: where.size * 0.85
        }
        Bilingual {
            anchors.verticalCenter: parent.verticalCenter
            flush: Grid.AlignRight
            size: where.size * 0.4
            visible: where.spoken
            words: where.label("board.goto")
        }
        Item {
            anchors.verticalCenter: parent.verticalCenter
            height: painted.implicitHeight
            objectName: where.newest ? "board.newest.window" : ""
            width: painted.implicitWidth

            readonly property string text: painted.text

            PlainText {
                id: painted
                color: Theme.nightInk
                font.bold: true
                font.pixelSize: where.size
                objectName: where.name + ".window"
                text: where.some ? where.call.window : ""
                wrapMode: Text.NoWrap
            }
        }
        Bilingual {
            anchors.verticalCenter: parent.verticalCenter
            size: where.size * (where.spoken ? 0.4 : 0.34)
            words: where.label("board.goto.window")
        }
        Arrow {
            anchors.verticalCenter: parent.verticalCenter
            color: where.ink
            direction: where.leftwards ? "" : where.direction
            objectName: where.name + ".arrow"
            size: where.size * 0.85
        }
    }
}
