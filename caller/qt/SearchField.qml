import QtQuick
import Hallcall

// A line of text that filters a list. Enter and the arrows belong to the list, not to the text.
Card {
    id: field

    required property var bridge
    property string preset
    property string hint
    property string inputName

    signal typed(string text)

    implicitHeight: 96 * Theme.u

    TextInput {
        id: search
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        clip: true
        color: Theme.ink
        focus: true
        font.family: Theme.fontFamily
        font.pixelSize: Math.max(1, Theme.body)
        maximumLength: 40
        objectName: field.inputName
        verticalAlignment: Text.AlignVCenter

        Component.onCompleted: {
            text = field.preset;
            forceActiveFocus();
        }
        Keys.onDownPressed: field.bridge.tap("key", "Down")
        Keys.onEnterPressed: field.bridge.tap("key", "Enter")
        Keys.onEscapePressed: field.bridge.tap("key", "Escape")
        Keys.onPressed: event => {
            const names = ({
                    [Qt.Key_PageUp]: "PageUp",
                    [Qt.Key_PageDown]: "PageDown"
                });
            if (event.key in names)
                field.bridge.tap("key", names[event.key]);
        }
        Keys.onReturnPressed: field.bridge.tap("key", "Enter")
        Keys.onUpPressed: field.bridge.tap("key", "Up")
        onTextEdited: field.typed(text)

        PlainText {
            anchors.fill: parent
            color: Theme.muted
            elide: Text.ElideRight
            text: field.hint
            verticalAlignment: Text.AlignVCenter
            visible: search.text === "" && search.preeditText === ""
            wrapMode: Text.NoWrap
        }
    }
}
