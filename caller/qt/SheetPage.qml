pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// One thing: what is known of it, and what may be done to it.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen
    readonly property var inks: ({
            "bad": Theme.bad,
            "warn": Theme.warn,
            "good": Theme.good,
            "": Theme.ink
        })

    objectName: "page.sheet"
    spacing: Theme.gap * 0.8

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        objectName: "sheet.title"
        text: page.screen.title
    }
    ListView {
        Layout.fillHeight: true
        Layout.fillWidth: true
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: page.bridge.rows("facts")
        spacing: 10 * Theme.u

        delegate: RowLayout {
            id: fact

            required property int index
            required property var row

            spacing: Theme.gap
            width: ListView.view.width

            PlainText {
                Layout.alignment: Qt.AlignTop
                Layout.preferredWidth: 250 * Theme.u
                color: Theme.muted
                text: fact.row.name
            }
            PlainText {
                Layout.fillWidth: true
                color: page.inks[fact.row.tone]
                font.bold: fact.row.tone !== ""
                objectName: "sheet.fact." + fact.index
                text: fact.row.text
            }
        }
    }
    Repeater {
        model: page.bridge.rows("options")

        delegate: SmallButton {
            required property var row

            Layout.fillWidth: true
            enabled: page.screen.frame.ready
            implicitHeight: 104 * Theme.u
            objectName: "sheet." + row.id
            possible: row.possible
            shortcut: row.key
            text: row.text

            onTapped: page.bridge.tap("sheet.do", row.id)
        }
    }
    BackButton {
        Layout.fillWidth: true
        bridge: page.bridge
    }
}
