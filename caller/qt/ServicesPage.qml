pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// What a window serves: the marked line is moved, weighed or removed.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.services"
    spacing: Theme.gap * 0.6

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        objectName: "services.title"
        text: page.screen.title
    }
    PlainText {
        Layout.fillWidth: true
        color: Theme.muted
        elide: Text.ElideRight
        objectName: "services.who"
        text: page.screen.who
        visible: text !== ""
        wrapMode: Text.NoWrap
    }
    ChoiceList {
        Layout.fillHeight: true
        Layout.fillWidth: true
        model: page.bridge.rows("served")

        delegate: Choice {
            marked: row.marked
            note: "×" + row.weight
            objectName: "services." + row.group_id
            text: row.name

            onTapped: page.bridge.tap("services.mark", row.group_id)
        }
    }
    PlainText {
        Layout.fillWidth: true
        color: page.screen.served.length === 0 ? Theme.bad : Theme.muted
        font.pixelSize: Math.max(1, Theme.small)
        text: page.bridge.texts[page.screen.served.length === 0 ? "services.empty" : "services.how"]
    }
    RowLayout {
        spacing: Theme.gap / 2
        uniformCellSizes: true

        SmallButton {
            Layout.fillWidth: true
            implicitHeight: 110 * Theme.u
            objectName: "services.up"
            shortcut: "U"
            text: page.bridge.texts["services.move_up"]

            onTapped: page.bridge.tap("services.move", "-1")
        }
        SmallButton {
            Layout.fillWidth: true
            implicitHeight: 110 * Theme.u
            objectName: "services.down"
            shortcut: "D"
            text: page.bridge.texts["services.move_down"]

            onTapped: page.bridge.tap("services.move", "1")
        }
        SmallButton {
            Layout.fillWidth: true
            implicitHeight: 110 * Theme.u
            ink: Theme.bad
            objectName: "services.remove"
            shortcut: "X"
            text: page.bridge.texts["services.remove"]

            onTapped: page.bridge.tap("services.remove", "")
        }
    }
    RowLayout {
        spacing: Theme.gap / 2
        uniformCellSizes: true

        SmallButton {
            Layout.fillWidth: true
            implicitHeight: 110 * Theme.u
            objectName: "services.lighter"
            shortcut: "1 – 9"
            text: page.bridge.texts["services.weight"] + " −"

            onTapped: page.bridge.tap("services.heavier", "-1")
        }
        SmallButton {
            Layout.fillWidth: true
            implicitHeight: 110 * Theme.u
            objectName: "services.heavier"
            shortcut: "1 – 9"
            text: page.bridge.texts["services.weight"] + " +"

            onTapped: page.bridge.tap("services.heavier", "1")
        }
        SmallButton {
            Layout.fillWidth: true
            implicitHeight: 110 * Theme.u
            objectName: "services.add"
            shortcut: "A"
            text: page.bridge.texts["services.add"]

            onTapped: page.bridge.tap("services.add", "")
        }
    }
    RowLayout {
        spacing: Theme.gap / 2
        uniformCellSizes: true

        BackButton {
            Layout.fillWidth: true
            bridge: page.bridge
        }
        SmallButton {
            Layout.fillWidth: true
            enabled: page.screen.frame.ready
            implicitHeight: 96 * Theme.u
            objectName: "services.apply"
            possible: page.screen.possible
            shortcut: "Enter"
            text: page.bridge.texts["services.apply"]

            onTapped: page.bridge.tap("services.apply", "")
        }
    }
}
