import QtQuick

// A button for a finger: a label, a second line if there is one, and a clear answer to the touch.
Rectangle {
    id: button

    property string text
    property string note
    property string shortcutHint
    property color fill: Theme.accent
    property color fillPressed: Theme.accentPressed
    property color ink: Theme.accentInk
    property real textSize: Theme.large
    property bool available: true

    signal tapped

    implicitHeight: Math.max(Theme.touch, words.implicitHeight + Theme.gap * 2)
    implicitWidth: words.implicitWidth + Theme.gap * 3
    radius: Theme.radius
    color: !available ? Theme.disabled : area.pressed ? fillPressed : fill
    border.width: fill === Theme.card ? Math.max(1, 2 * Theme.u) : 0
    border.color: Theme.line

    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: if (button.available) button.tapped()

    Column {
        id: words
        anchors.centerIn: parent
        spacing: 6 * Theme.u
        width: parent.width - Math.min(Theme.gap * 2, parent.width * 0.3)

        PlainText {
            color: button.available ? button.ink : Theme.disabledInk
            font.bold: true
            font.pixelSize: Math.max(1, button.textSize)
            fontSizeMode: Text.Fit
            height: Math.min(implicitHeight, button.height - Theme.gap)
            horizontalAlignment: Text.AlignHCenter
            maximumLineCount: 3
            minimumPixelSize: 12
            text: button.text
            verticalAlignment: Text.AlignVCenter
            width: parent.width
            wrapMode: Text.WordWrap // a long word is made smaller, not broken
        }
        PlainText {
            color: button.available ? button.ink : Theme.disabledInk
            font.pixelSize: Math.max(1, button.textSize * 0.6)
            horizontalAlignment: Text.AlignHCenter
            text: button.note
            visible: text !== ""
            width: parent.width
        }
    }
    PlainText {
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap / 2
        anchors.right: parent.right
        color: button.available ? button.ink : Theme.disabledInk
        font.pixelSize: Math.max(1, button.textSize * 0.5)
        text: button.shortcutHint
        visible: text !== ""
    }
    MouseArea {
        id: area
        anchors.fill: parent
        enabled: button.available
        onClicked: button.tapped()
    }
}
