pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// The citizen's page: why was it not good? Nobody has to say.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.rating_reasons"
    spacing: Theme.gap * 0.8

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        text: page.screen.title
    }
    ChoiceList {
        Layout.fillHeight: true
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        model: page.bridge.rows("reasons")

        delegate: Choice {
            objectName: "rating.reason." + row.reason_id
            text: row.text

            onTapped: page.bridge.tap("rating.reason", row.reason_id)
        }
    }
    SmallButton {
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        implicitHeight: 110 * Theme.u
        objectName: "rating.no_reason"
        text: page.screen.skip

        onTapped: page.bridge.tap("rating.reason", "")
    }
}
