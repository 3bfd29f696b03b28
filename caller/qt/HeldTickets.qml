pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The tickets that stepped aside, each at a place of its own as long as it is on hold. A tap takes
// one up again.
Flickable {
    id: held

    required property var bridge
    required property string title
    required property bool possible

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: places.implicitHeight
    implicitHeight: places.implicitHeight

    Flow {
        id: places
        spacing: Theme.gap / 2
        width: held.width

        PlainText {
            color: Theme.muted
            height: 88 * Theme.u
            text: held.title
            verticalAlignment: Text.AlignVCenter
            width: 142 * Theme.u
        }
        Repeater {
            model: held.bridge.rows("held")

            SmallButton {
                required property var row

                implicitHeight: 88 * Theme.u
                implicitWidth: 190 * Theme.u
                note: row.until
                objectName: "held." + row.number
                opacity: row.number === "" ? 0 : 1
                possible: held.possible && row.number !== ""
                shortcut: row.key
                text: row.number

                onTapped: held.bridge.tap("held", row.number)
            }
        }
    }
}
