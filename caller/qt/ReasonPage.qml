pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// Why does a citizen step aside, or the window pause? One list of reasons for either.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page." + screen.kind
    spacing: Theme.gap * 0.8

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        text: page.screen.title
    }
    OptionBar {
        Layout.fillWidth: true
        bridge: page.bridge
        ready: page.screen.frame.ready
        visible: page.screen.options.length > 0
    }
    ChoiceList {
        Layout.fillHeight: true
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        model: page.bridge.rows("reasons")

        delegate: Choice {
            key: row.key
            objectName: page.screen.subject + ".reason." + row.key
            text: row.text

            onTapped: page.bridge.tap(page.screen.subject + ".reason", row.key)
        }
    }
    BackButton {
        Layout.fillWidth: true
        bridge: page.bridge
    }
}
