import QtQuick
import QtQuick.Layouts
import Hallcall

// A ticket's number, a PIN or a sentence is typed; Enter takes it.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.entry"
    spacing: Theme.gap

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        objectName: "entry.title"
        text: page.screen.title
    }
    Card {
        Layout.fillWidth: true
        implicitHeight: 150 * Theme.u

        TextInput {
            id: entry
            anchors.fill: parent
            anchors.leftMargin: Theme.gap
            anchors.rightMargin: Theme.gap
            color: Theme.ink
            echoMode: page.screen.secret ? TextInput.Password : TextInput.Normal
            focus: true
            font.bold: true
            font.capitalization: page.screen.capitals ? Font.AllUppercase : Font.MixedCase
            font.family: Theme.fontFamily
            font.pixelSize: Theme.title
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
            maximumLength: page.screen.chars_max
            objectName: "entry.text"
            verticalAlignment: Text.AlignVCenter

            Component.onCompleted: {
                text = page.screen.preset;
                forceActiveFocus();
            }
            Keys.onEnterPressed: page.bridge.tap("key", "Enter")
            Keys.onEscapePressed: page.bridge.tap("key", "Escape")
            Keys.onReturnPressed: page.bridge.tap("key", "Enter")
            onTextEdited: page.bridge.tap("entry.typed", text)
        }
    }
    PlainText {
        Layout.fillWidth: true
        color: Theme.muted
        text: page.bridge.texts["entry.how"]
    }
    Item {
        Layout.fillHeight: true
    }
    SmallButton {
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        implicitHeight: 104 * Theme.u
        objectName: "entry.ok"
        shortcut: "Enter"
        text: page.bridge.texts["ok"]

        onTapped: page.bridge.tap("entry.done", "")
    }
    BackButton {
        Layout.fillWidth: true
        bridge: page.bridge
    }
}
