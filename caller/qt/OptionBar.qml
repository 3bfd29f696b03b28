pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// Small buttons over a list, each with its key: what goes with whatever is chosen from it.
GridLayout {
    id: bar

    required property var bridge
    required property bool ready

    columnSpacing: Theme.gap / 2
    columns: 2
    rowSpacing: Theme.gap / 2

    Repeater {
        model: bar.bridge.rows("options")

        delegate: SmallButton {
            required property var row

            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: bar.ready
            implicitHeight: 96 * Theme.u
            objectName: "option." + row.id
            possible: row.possible
            shortcut: row.key
            text: row.text

            onTapped: bar.bridge.tap("option", row.id)
        }
    }
}
