import QtQuick
import Hallcall

// The right next step.
Rectangle {
    id: button

    required property var main
    required property string sending
    readonly property string shortcut: "Space"
    readonly property string text: main.text
    readonly property color ink: main.tone === "quiet" ? Theme.accent : Theme.accentInk
    readonly property var fills: ({
            "go": Theme.accent,
            "done": Theme.good,
            "quiet": Theme.accentSoft
        })

    signal tapped

    border.color: Theme.accent
    border.width: main.tone === "quiet" ? 1 : 0
    color: fills[main.tone]
    implicitHeight: 200 * Theme.u
    radius: Theme.radius

    Accessible.name: text
    Accessible.role: Accessible.Button
    Accessible.onPressAction: button.tapped()

    Rectangle {
        anchors.fill: parent
        color: Theme.night
        opacity: area.pressed ? 0.25 : 0
        radius: parent.radius
    }
    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gap

        PlainText {
            color: button.ink
            elide: Text.ElideRight
            font.bold: true
            font.pixelSize: Theme.title * 1.1
            horizontalAlignment: Text.AlignHCenter
            text: button.text
            width: parent.width
            wrapMode: Text.NoWrap
        }
        PlainText {
            color: button.ink
            horizontalAlignment: Text.AlignHCenter
            objectName: "main.hint"
            text: button.sending || button.main.hint
            visible: text !== ""
            width: parent.width
        }
    }
    PlainText {
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap * 0.6
        anchors.right: parent.right
        color: button.ink
        font.pixelSize: Theme.small
        text: button.shortcut
    }
    MouseArea {
        id: area
        anchors.fill: parent

        onClicked: button.tapped()
    }
}
