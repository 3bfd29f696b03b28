pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The choice of language.
Row {
    id: languages

    required property var bridge
    property color frame: Theme.headerInk

    spacing: Theme.gap / 2

    Repeater {
        model: ["zh", "en"]

        BigButton {
            required property string modelData
            readonly property bool chosen: languages.bridge.language === modelData

            border.color: languages.frame
            border.width: Math.max(1, 2 * Theme.u)
            fill: chosen ? Theme.headerInk : Theme.header
            fillPressed: chosen ? Theme.headerInk : Theme.headerPressed
            height: Theme.touch
            ink: chosen ? Theme.header : Theme.headerInk
            objectName: "language." + modelData
            text: languages.bridge.texts["language." + modelData] ?? ""
            textSize: Theme.body
            width: Math.max(176 * Theme.u, Theme.touch)
            onTapped: languages.bridge.tap("language", modelData)
        }
    }
}
