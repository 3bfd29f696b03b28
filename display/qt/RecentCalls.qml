pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The calls that are not large: as tall as there are few, and all of them visible. There are places
// for all but one, so that none changes its height when some are large.
Item {
    id: recent

    required property var model
    required property int count
    required property int known
    required property var label

    property int columns: 1
    property int rows: 7
    readonly property real gap: 8 * Theme.u
    readonly property int places: Math.max(rows, Math.ceil((known - 1) / columns)) * columns
    readonly property real rowHeight: (height - head.height) * columns / places - gap
    readonly property real rowWidth: (width + gap) / columns - gap

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
    Grid {
        anchors.top: head.bottom
        columns: recent.columns
        spacing: recent.gap

        Repeater {
            model: recent.model

            CallRow {
                height: recent.rowHeight
                width: recent.rowWidth
            }
        }
        Repeater {
            model: recent.places - recent.count

            Rectangle {
                color: Theme.nightCard
                height: recent.rowHeight
                opacity: 0.4
                radius: Theme.radius / 2
                width: recent.rowWidth
            }
        }
    }
}
