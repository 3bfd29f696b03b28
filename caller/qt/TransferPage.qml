pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// Where does the citizen go on to?
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.transfer"
    spacing: Theme.gap * 0.8

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        objectName: "transfer.title"
        text: page.screen.title
    }
    PlainText {
        Layout.fillWidth: true
        color: Theme.muted
        text: page.bridge.texts["transfer.how"]
    }
    OptionBar {
        Layout.fillWidth: true
        bridge: page.bridge
        ready: page.screen.frame.ready
    }
    ChoiceList {
        Layout.fillHeight: true
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        model: page.bridge.rows("groups")

        delegate: Choice {
            key: row.key
            marked: row.marked
            note: row.waiting
            objectName: "transfer." + row.group_id
            text: row.name

            onTapped: page.bridge.tap("transfer.to", row.group_id)
        }
    }
    BackButton {
        Layout.fillWidth: true
        bridge: page.bridge
    }
}
