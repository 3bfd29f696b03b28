import QtQuick
import Hallcall

SmallButton {
    required property var bridge

    implicitHeight: 96 * Theme.u
    objectName: "back"
    shortcut: "Esc"
    text: bridge.texts["back"]

    onTapped: bridge.tap("back", "")
}
