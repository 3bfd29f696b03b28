pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The page for the screen there is to show. It wanders by a few pixels, so that none burns in.
Rectangle {
    id: root

    required property var bridge
    readonly property var screen: bridge.screen
    readonly property bool resting: screen.rest !== null && screen.rest !== undefined
    readonly property string page: resting ? "rest" : screen.kind

    color: Theme.night

    Item {
        height: root.height
        width: root.width
        x: (root.screen.shift?.x ?? 0) * Theme.u
        y: (root.screen.shift?.y ?? 0) * Theme.u

        Loader {
            active: root.page === "board"
            anchors.fill: parent
            sourceComponent: BoardPage {
                bridge: root.bridge
            }
        }
        Loader {
            active: root.page === "window_sign"
            anchors.fill: parent
            sourceComponent: WindowPage {
                bridge: root.bridge
            }
        }
        Loader {
            active: root.page === "rest"
            anchors.fill: parent
            sourceComponent: RestPage {
                screen: root.screen
            }
        }
    }
}
