pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// Who works here? Typing filters, Enter takes the marked name.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.sign_in"
    spacing: Theme.gap * 0.8

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        text: page.bridge.texts["sign_in.title"]
    }
    SearchField {
        Layout.fillWidth: true
        bridge: page.bridge
        hint: page.bridge.texts["sign_in.search"]
        inputName: "signin.search"
        preset: page.screen.search

        onTyped: text => page.bridge.tap("signin.search", text)
    }
    PlainText {
        Layout.fillWidth: true
        color: Theme.muted
        objectName: "signin.nobody"
        text: page.screen.nobody
        visible: text !== ""
    }
    ChoiceList {
        Layout.fillHeight: true
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        model: page.bridge.rows("clerks")

        delegate: Choice {
            key: row.clerk_id
            marked: row.marked
            objectName: "signin.clerk." + row.clerk_id
            text: row.name

            onTapped: page.bridge.tap("signin.clerk", row.clerk_id)
        }
    }
    BackButton {
        Layout.fillWidth: true
        bridge: page.bridge
    }
}
