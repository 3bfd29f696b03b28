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
    Card {
        Layout.fillWidth: true
        implicitHeight: 96 * Theme.u

        TextInput {
            id: search
            anchors.fill: parent
            anchors.leftMargin: Theme.gap
            anchors.rightMargin: Theme.gap
            color: Theme.ink
            focus: true
            font.family: Theme.fontFamily
            font.pixelSize: Theme.body
            maximumLength: 40
            objectName: "signin.search"
            verticalAlignment: Text.AlignVCenter

            Component.onCompleted: forceActiveFocus()
            // Enter and the arrows belong to the list, not to the line of text.
            Keys.onDownPressed: page.bridge.tap("key", "Down")
            Keys.onEscapePressed: page.bridge.tap("key", "Escape")
            Keys.onEnterPressed: page.bridge.tap("key", "Enter")
            Keys.onReturnPressed: page.bridge.tap("key", "Enter")
            Keys.onUpPressed: page.bridge.tap("key", "Up")
            onTextEdited: page.bridge.tap("signin.search", text)

            PlainText {
                anchors.fill: parent
                color: Theme.muted
                text: page.bridge.texts["sign_in.search"]
                verticalAlignment: Text.AlignVCenter
                visible: search.text === "" && search.preeditText === ""
            }
        }
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
