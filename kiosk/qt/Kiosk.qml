pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "controls"

// The window: a header, the page of the screen now, and the ways back.
Rectangle {
    id: root

    required property var bridge
    readonly property bool wide: width > height

    function turn(): void {
        const screen = root.bridge.screen;
        if (pages.kind === screen.kind) {
            pages.item.screen = screen;
            return;
        }
        pages.kind = screen.kind;
        const name = screen.kind.split("_").map(part => part[0].toUpperCase() + part.slice(1)).join("");
        pages.setSource("pages/" + name + ".qml", {
            bridge: root.bridge,
            screen: screen
        });
    }

    color: Theme.paper

    Component.onCompleted: turn()

    Binding {
        property: "u"
        target: Theme
        value: Math.min(root.width, root.height) / 1080
    }
    Connections {
        function onScreen_changed(): void {
            root.turn();
        }

        target: root.bridge
    }
    Header {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        bridge: root.bridge
    }
    WayBack {
        id: wayBack
        bridge: root.bridge
        height: root.wide ? root.height - header.height : 168 * Theme.u
        visible: "idle_left_s" in root.bridge.screen
        wide: root.wide
        width: root.wide ? 288 * Theme.u : root.width
        y: root.height - height
    }
    Loader {
        id: pages

        property string kind

        focus: true
        height: root.height - y - (wayBack.visible && !root.wide ? wayBack.height : 0)
        width: root.width - x
        x: wayBack.visible && root.wide ? wayBack.width : 0
        y: header.height
    }
    IdleWarning {
        anchors.fill: parent
        bridge: root.bridge
    }
}
