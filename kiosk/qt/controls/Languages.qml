pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The choice of language: all of them, or one button that leads to them.
Row {
    id: languages

    required property var bridge
    property color frame: Theme.headerInk
    property int most: 3
    readonly property bool fits: bridge.languages.length <= most

    signal choose

    spacing: Theme.gap / 2

    Repeater {
        model: languages.fits ? languages.bridge.languages : []

        LanguageButton {
            required property var modelData

            border.color: languages.frame
            bridge: languages.bridge
            code: modelData.code
            text: modelData.name
        }
    }
    LanguageButton {
        border.color: languages.frame
        bridge: languages.bridge
        code: ""
        objectName: "language.choose"
        text: languages.bridge.texts["language.choose"] ?? ""
        visible: !languages.fits
        width: 240 * Theme.u
        onTapped: languages.choose()
    }
}
