pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// One of these: the menu, or the line to call from.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.options"
    spacing: Theme.gap * 0.8

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        objectName: "options.title"
        text: page.screen.title
    }
    ChoiceList {
        Layout.fillHeight: true
        Layout.fillWidth: true
        model: page.bridge.rows("options")

        delegate: Choice {
            enabled: row.possible && (page.screen.at_once || page.screen.frame.ready)
            key: row.key
            note: row.note
            objectName: "option." + row.id
            opacity: row.possible ? 1 : 0.45
            text: row.text

            onTapped: page.bridge.tap(page.screen.action, row.id)
        }
    }
    BackButton {
        Layout.fillWidth: true
        bridge: page.bridge
    }
}
