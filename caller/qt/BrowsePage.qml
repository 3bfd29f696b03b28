pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// A list to search. Typing filters, the arrows mark, Enter takes the marked one.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.browse." + screen.subject
    spacing: Theme.gap * 0.6

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        objectName: "browse.title"
        text: page.screen.title
    }
    SearchField {
        Layout.fillWidth: true
        bridge: page.bridge
        hint: page.bridge.texts["browse.how"]
        inputName: "browse.search"
        preset: page.screen.search

        onTyped: text => page.bridge.tap("browse.search", text)
    }
    PlainText {
        Layout.fillWidth: true
        color: Theme.muted
        objectName: "browse.nothing"
        text: page.screen.nothing
        visible: text !== ""
    }
    ChoiceList {
        Layout.fillHeight: true
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        model: page.bridge.rows("rows")
        objectName: "browse.rows"

        delegate: Choice {
            detail: row.detail
            marked: row.marked
            note: row.note
            objectName: "browse." + row.id
            text: row.text
            tone: row.tone

            onTapped: page.bridge.tap("browse.choose", row.id)
        }
    }
    BackButton {
        Layout.fillWidth: true
        bridge: page.bridge
    }
}
