pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The page for the screen there is to show.
Rectangle {
    id: root

    required property var bridge
    readonly property var screen: bridge.screen

    color: Theme.night

    Loader {
        active: root.screen.kind === "board"
        anchors.fill: parent
        sourceComponent: BoardPage {
            bridge: root.bridge
        }
    }
    Loader {
        active: root.screen.kind === "window_sign"
        anchors.fill: parent
        sourceComponent: WindowPage {
            bridge: root.bridge
        }
    }
}
