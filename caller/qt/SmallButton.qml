import QtQuick
import Hallcall

// A button of the second row: its word, and the key that does the same; a low one has both in a line.
Rectangle {
    id: button

    property string text
    property string shortcut
    property string note
    property string badge // what is new behind it
    property bool possible: true
    property color ink: Theme.accent
    readonly property bool low: height < 110 * Theme.u
    readonly property string hint: shortcut === "Enter" ? "⏎" : shortcut

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
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: 11
            text: button.low ? [button.text, button.hint].filter(part => part !== "").join("  ") : button.text
            width: parent.width
            wrapMode: Text.NoWrap
        }
        PlainText {
            color: button.possible ? Theme.muted : Theme.disabledInk
            font.pixelSize: Math.max(1, Theme.small)
            horizontalAlignment: Text.AlignHCenter
            text: button.hint
            visible: text !== "" && !button.low
            width: parent.width
        }
        PlainText {
            color: button.possible ? Theme.muted : Theme.disabledInk
            font.pixelSize: Math.max(1, Theme.small * 0.9)
            horizontalAlignment: Text.AlignHCenter
            text: button.note
            visible: text !== ""
            width: parent.width
            wrapMode: Text.NoWrap
        }
        PlainText {
            color: Theme.bad
            elide: Text.ElideRight
            font.bold: true
            font.pixelSize: Math.max(1, Theme.small)
            horizontalAlignment: Text.AlignHCenter
            objectName: "panel.alarms"
            text: button.badge
            visible: text !== ""
            width: parent.width
            wrapMode: Text.NoWrap
        }
    }
    MouseArea {
        id: area
        anchors.fill: parent
        enabled: button.possible

        onClicked: button.tapped()
    }
}
