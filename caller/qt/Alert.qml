import QtQuick
import Hallcall

// Help is needed somewhere. A tap says that it is coming.
Rectangle {
    id: alert

    property string text

    signal tapped

    color: area.pressed ? Theme.night : Theme.bad
    height: visible ? words.implicitHeight + 1.5 * Theme.gap : 0
    visible: text !== ""

    Accessible.name: text
    Accessible.role: Accessible.Button
    Accessible.onPressAction: alert.tapped()

    PlainText {
        id: words
        anchors.left: parent.left
        anchors.margins: Theme.gap
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.accentInk
        font.bold: true
        objectName: "panel.panic"
        text: alert.text
    }
    MouseArea {
        id: area
        anchors.fill: parent

        onClicked: alert.tapped()
    }
}
