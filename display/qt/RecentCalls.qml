pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The calls before the newest: as large as there are few, and all of them visible.
Item {
    id: recent

    required property var model
    required property int count
    required property var label

    readonly property int rowsAtLeast: 7
    readonly property real rowGap: 8 * Theme.u
    readonly property real rowHeight: (height - head.height) / Math.max(rowsAtLeast, count) - rowGap

    Item {
        id: head
        height: 64 * Theme.u
        width: parent.width

        Bilingual {
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            beside: true
            color: Theme.nightMuted
            size: 34 * Theme.u
            words: recent.label("board.recent")
        }
        Bilingual {
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            beside: true
            color: Theme.nightMuted
            size: 34 * Theme.u
            words: recent.label("board.window")
        }
    }
    Column {
        anchors.top: head.bottom
        spacing: recent.rowGap
        width: parent.width

        Repeater {
            model: recent.model

            CallRow {
                height: recent.rowHeight
                width: recent.width
            }
        }
        Repeater {
            model: Math.max(0, recent.rowsAtLeast - recent.count)

            Rectangle {
                color: Theme.nightCard
                height: recent.rowHeight
                opacity: 0.4
                radius: Theme.radius / 2
                width: recent.width
            }
        }
    }
}
