pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// The citizen's page: how was it? Five large answers, and no way for the clerk to press any away.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.rating"
    spacing: Theme.gap * 0.8

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        horizontalAlignment: Text.AlignHCenter
        objectName: "rating.title"
        text: page.screen.title
    }
    Repeater {
        model: page.bridge.rows("levels")

        delegate: RatingAnswer {
            Layout.fillHeight: true
            Layout.fillWidth: true
            enabled: page.screen.frame.ready
            objectName: "rating.level." + row.level

            onTapped: page.bridge.tap("rating.level", String(row.level))
        }
    }
}
