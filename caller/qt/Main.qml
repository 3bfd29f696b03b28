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
        page.setSource(pages[screen.kind], {
            "bridge": bridge,
            "screen": screen
        });
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
        value: 0.42 * Math.min(root.width / 420, root.height / 640)
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
    Offline {
        id: offline
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        reason: root.around.offline
    }
    Alert {
        id: panic
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: offline.bottom
        objectName: "send_help"
        text: root.around.panic

        onTapped: root.bridge.tap("send_help", "")
    }
    Loader {
        id: page
        anchors.bottom: news.top
        anchors.left: parent.left
        anchors.margins: Theme.gap
        anchors.right: parent.right
        anchors.top: panic.bottom
        enabled: root.around.offline === ""
        focus: true
        opacity: root.around.offline === "" ? 1 : 0.65

        onLoaded: forceActiveFocus()
    }
    News {
        id: news
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        around: root.around
    }
}
