import QtQuick
import Hallcall

// A button of the second row: its word, and the key that does the same.
Rectangle {
    id: button

    property string text
    property string shortcut
    property bool possible: true
    property color ink: Theme.accent

    signal tapped

    border.color: possible ? Theme.muted : Theme.line
    border.width: 1
    color: !possible ? Theme.disabled : area.pressed ? Theme.accentSoft : Theme.card
    implicitHeight: 124 * Theme.u
    implicitWidth: 200 * Theme.u
    radius: 14 * Theme.u

    Accessible.name: text
    Accessible.role: Accessible.Button
    Accessible.onPressAction: if (button.possible) button.tapped()

    Column {
        anchors.centerIn: parent
        width: parent.width - 8 * Theme.u

        PlainText {
            color: button.possible ? button.ink : Theme.disabledInk
            elide: Text.ElideRight
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            text: button.text
            width: parent.width
            wrapMode: Text.NoWrap
        }
        PlainText {
            color: button.possible ? Theme.muted : Theme.disabledInk
            font.pixelSize: Theme.small
            horizontalAlignment: Text.AlignHCenter
            text: button.shortcut
            visible: text !== ""
            width: parent.width
        }
    }
    MouseArea {
        id: area
        anchors.fill: parent
        enabled: button.possible

        onClicked: button.tapped()
    }
}
