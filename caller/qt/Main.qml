import QtQuick
import Hallcall

// The window: a frame around the page of the screen. Keys go to the presenter by name.
FocusScope {
    id: root

    required property var bridge
    readonly property var around: bridge.screen.frame
    readonly property var pages: ({
            "panel": "PanelPage.qml",
            "sign_in": "SignInPage.qml",
            "transfer": "TransferPage.qml",
            "hold_reason": "ReasonPage.qml",
            "pause_reason": "ReasonPage.qml",
            "confirm": "ConfirmPage.qml",
            "options": "OptionsPage.qml",
            "entry": "EntryPage.qml",
            "sentence": "SentencePage.qml",
            "browse": "BrowsePage.qml",
            "sheet": "SheetPage.qml",
            "services": "ServicesPage.qml",
            "rating": "RatingPage.qml",
            "rating_reasons": "RatingReasonsPage.qml"
        })
    readonly property bool wide: width >= 1.3 * height && !around.citizens // room for the queue beside it
    property string shown

    // A page lives as long as its kind of screen is shown about its subject, and never sees another.
    function draw() {
        const screen = bridge.screen;
        const name = screen.kind + ":" + (screen.subject ?? "");
        if (name === shown) {
            page.item.screen = screen;
            return;
        }
        shown = name;
        page.turn(Qt.resolvedUrl(pages[screen.kind]), screen);
        page.forceActiveFocus();
    }

    function nameOf(event) {
        switch (event.key) {
        case Qt.Key_Return:
        case Qt.Key_Enter:
            return "Enter";
        case Qt.Key_Space:
            return "Space";
        case Qt.Key_Escape:
            return "Escape";
        case Qt.Key_Up:
            return "Up";
        case Qt.Key_Down:
            return "Down";
        case Qt.Key_PageUp:
            return "PageUp";
        case Qt.Key_PageDown:
            return "PageDown";
        }
        if (event.key >= Qt.Key_F1 && event.key <= Qt.Key_F12)
            return "F" + (event.key - Qt.Key_F1 + 1);
        return event.key >= Qt.Key_0 && event.key <= Qt.Key_Z ? String.fromCharCode(event.key) : "";
    }

    focus: true

    Component.onCompleted: draw()
    Keys.onPressed: event => {
        const alone = !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier));
        const name = nameOf(event);
        if (!alone || name === "")
            return;
        event.accepted = true;
        if (!event.isAutoRepeat)
            bridge.tap("key", name);
    }

    Binding {
        property: "u"
        target: Theme
        value: 0.42 * Math.min(root.width / (root.wide ? 840 : 420), root.height / 640)
    }
    Connections {
        function onScreen_changed() {
            root.draw();
        }

        target: root.bridge
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    Header {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        around: root.around
        bridge: root.bridge
    }
    Turning {
        id: page
        anchors.bottom: news.top
        anchors.bottomMargin: Theme.gap / 2
        anchors.left: parent.left
        anchors.margins: Theme.gap
        anchors.top: header.bottom
        bridge: root.bridge
        enabled: root.around.offline === ""
        focus: true
        opacity: root.around.offline === "" ? 1 : 0.65
        width: root.wide ? 952 * Theme.u : parent.width - 2 * Theme.gap
    }
    Side {
        anchors.bottom: news.top
        anchors.bottomMargin: Theme.gap / 2
        anchors.left: page.right
        anchors.margins: Theme.gap
        anchors.right: parent.right
        anchors.top: header.bottom
        opacity: page.opacity
        side: root.around.side
        visible: root.wide
    }
    News {
        id: news
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        around: root.around
    }
    Rectangle {
        anchors.fill: parent
        border.color: Theme.bad
        border.width: 10 * Theme.u
        color: "transparent"
        objectName: "panel.offline.border"
        visible: root.around.offline !== ""
    }
}
