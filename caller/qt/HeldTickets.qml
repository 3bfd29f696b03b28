pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The tickets that stepped aside. A tap takes one up again.
Flow {
    id: held

    required property var bridge
    required property string title
    required property bool possible

    spacing: Theme.gap / 2

    PlainText {
        color: Theme.muted
        height: 88 * Theme.u
        text: held.title
        verticalAlignment: Text.AlignVCenter
    }
    Repeater {
        model: held.bridge.rows("held")

        SmallButton {
            required property var row

            implicitHeight: 88 * Theme.u
            implicitWidth: (row.until === "" ? 190 : 300) * Theme.u
            objectName: "held." + row.number
            possible: held.possible
            text: row.number + (row.until === "" ? "" : " " + row.until) + (row.key === "" ? "" : "  " + row.key)

            onTapped: held.bridge.tap("held", row.number)
        }
    }
}
