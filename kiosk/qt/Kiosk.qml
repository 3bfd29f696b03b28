pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "controls"

// The window: a header, the page of the screen now, and the ways back.
Rectangle {
    id: root

    required property var bridge
    readonly property bool wide: width > height
    readonly property bool large: bridge.screen.comfort?.large ?? false
    readonly property bool low: !wide && (bridge.screen.comfort?.low ?? false)
    // Above this nothing is to be touched: 1.2 m from the floor, on a screen that stands on a foot.
    readonly property real highest: low ? height * 0.4 : 0
    // All of it grows, letters and fingers' room alike. Lower buttons leave no room for that,
    // nor do keys to type with, and a number with its code, which have the largest letters anyway.
    readonly property bool typing: ["bundle", "check_in", "my_ticket", "paper_list", "phone", "search", "show_number"].includes(bridge.screen.kind)
    // Papers may be many, and all of them must be seen at once, as all that is said of a number.
    readonly property bool listing: ["papers", "take_ticket"].includes(bridge.screen.kind)
    readonly property real zoom: !large || low || typing ? 1 : listing ? (wide ? 1 : 1.08) : wide ? 1.12 : 1.25

    function turn(): void {
        const screen = root.bridge.screen;
        if (pages.kind === screen.kind) {
            pages.item.screen = screen;
            return;
        }
        pages.kind = screen.kind;
        const name = screen.kind.split("_").map(part => part[0].toUpperCase() + part.slice(1)).join("");
        pages.turn(Qt.resolvedUrl("pages/" + name + ".qml"), screen);
    }

    LayoutMirroring.childrenInherit: true
    LayoutMirroring.enabled: bridge.right_to_left
    color: Theme.paper

    Component.onCompleted: turn()

    Binding {
        property: "u"
        target: Theme
        value: Math.min(root.width, root.height) / 1080 * root.zoom
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
        low: root.low
        visible: root.bridge.screen.kind !== "screen_saver"
        wide: root.wide
        onChoose: sheet.visible = true
    }
    WayBack {
        id: wayBack
        anchors.left: parent.left
        bridge: root.bridge
        height: root.wide ? root.height - header.height : Theme.touch + Theme.gap * 2
        low: root.low
        visible: leadsBack || (!root.wide && helps)
        wide: root.wide
        width: root.wide ? 288 * Theme.u : root.width
        y: root.height - height
        onChoose: sheet.visible = true
    }
    Turning {
        id: pages

        property string kind

        anchors.left: wayBack.visible && root.wide ? wayBack.right : parent.left
        anchors.right: parent.right
        bridge: root.bridge
        focus: true
        height: root.height - y - (wayBack.visible && !root.wide ? wayBack.height : 0)
        y: header.visible ? header.height : 0
    }
    Binding {
        property: "reach"
        target: pages.item
        value: Math.max(0, root.highest - pages.y)
        when: pages.item !== null
    }
    LanguageSheet {
        id: sheet
        anchors.fill: parent
        bridge: root.bridge
        low: root.low
    }
    IdleWarning {
        anchors.fill: parent
        bridge: root.bridge
    }
}
