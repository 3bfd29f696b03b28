import QtQuick
import QtQuick.Layouts
import Hallcall

// Some words are typed; Enter takes them.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen

    objectName: "page.sentence"
    spacing: Theme.gap

    PlainText {
        Layout.fillWidth: true
        font.bold: true
        font.pixelSize: Theme.large
        objectName: "sentence.title"
        text: page.screen.title
    }
    Card {
        Layout.fillHeight: true
        Layout.fillWidth: true

        Flickable {
            id: view
            anchors.fill: parent
            anchors.margins: Theme.gap
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: words.implicitHeight

            TextEdit {
                id: words

                function keepShort() {
                    if (length > page.screen.chars_max)
                        remove(page.screen.chars_max, length);
                }

                color: Theme.ink
                focus: true
                font.family: Theme.fontFamily
                font.pixelSize: Math.max(1, Theme.body)
                height: Math.max(view.height, implicitHeight)
                objectName: "entry.text"
                textFormat: TextEdit.PlainText
                width: view.width
                wrapMode: TextEdit.Wrap

                Component.onCompleted: {
                    text = page.screen.preset;
                    cursorPosition = length;
                    forceActiveFocus();
                }
                Keys.onEnterPressed: page.bridge.tap("key", "Enter")
                Keys.onEscapePressed: page.bridge.tap("key", "Escape")
                Keys.onReturnPressed: page.bridge.tap("key", "Enter")
                onCursorRectangleChanged: view.contentY = Math.max(0, Math.min(cursorRectangle.y, contentHeight - view.height))
                onTextChanged: {
                    keepShort();
                    page.bridge.tap("entry.typed", text);
                }
            }
        }
    }
    PlainText {
        Layout.fillWidth: true
        color: Theme.muted
        objectName: "sentence.how"
        text: page.screen.how
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
