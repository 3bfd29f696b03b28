import QtQuick
import QtQuick.Layouts
import Hallcall

// Something is about to happen to a shift or a ticket: go on?
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.confirm"
    spacing: Theme.gap

    Item {
        Layout.fillHeight: true
    }
    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        horizontalAlignment: Text.AlignHCenter
        text: page.screen.question
    }
    SmallButton {
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        ink: Theme.bad
        implicitHeight: 150 * Theme.u
        objectName: "confirm.yes"
        shortcut: "Enter"
        text: page.bridge.texts["yes"]

        onTapped: page.bridge.tap("confirm.yes", "")
    }
    SmallButton {
        Layout.fillWidth: true
        implicitHeight: 150 * Theme.u
        objectName: "confirm.no"
        shortcut: "Esc"
        text: page.bridge.texts["no"]

        onTapped: page.bridge.tap("back", "")
    }
    Item {
        Layout.fillHeight: true
    }
}
