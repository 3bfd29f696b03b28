import QtQuick
import Hallcall

// Help is needed somewhere. A tap says that it is coming.
Rectangle {
    id: alert

    property string text
    readonly property string shortcut: "F10"

    signal tapped

    color: area.pressed ? Theme.night : Theme.bad

    Accessible.name: text
    Accessible.role: Accessible.Button
    Accessible.onPressAction: alert.tapped()

    PlainText {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap / 2
        anchors.rightMargin: Theme.gap / 2
        color: Theme.accentInk
        font.bold: true
        fontSizeMode: Text.Fit
        minimumPixelSize: 10
        objectName: "panel.panic"
        text: alert.text
        verticalAlignment: Text.AlignVCenter
    }
    MouseArea {
        id: area
        anchors.fill: parent

        onClicked: alert.tapped()
    }
}
