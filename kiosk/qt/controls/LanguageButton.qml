import QtQuick
import Hallcall

// One language, named as its speakers write it.
BigButton {
    required property var bridge
    required property string code
    readonly property bool chosen: bridge.language === code

    border.color: Theme.headerInk
    border.width: Math.max(1, 2 * Theme.u)
    fill: chosen ? Theme.headerInk : Theme.header
    fillPressed: chosen ? Theme.headerInk : Theme.headerPressed
    height: Theme.touch
    ink: chosen ? Theme.header : Theme.headerInk
    objectName: "language." + code
    textSize: Theme.body
    width: Math.max(176 * Theme.u, Theme.touch)
    onTapped: if (code !== "")
        bridge.tap("language", code)
}
