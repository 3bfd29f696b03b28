import QtQuick
import Hallcall

SmallButton {
    required property var bridge

    implicitHeight: 96 * Theme.u
    objectName: "back"
    text: bridge.texts["back"] + "  Esc"

    onTapped: bridge.tap("back", "")
}
