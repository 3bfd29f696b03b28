import QtQuick
import Hallcall

// One entry of a list: its key, its name, a fact.
Rectangle {
    id: choice

    required property int index
    required property var row
    property string key
    property string text
    property string note
    property bool marked: false

    signal tapped

    border.color: marked ? Theme.accent : Theme.line
    border.width: marked ? 2 : 1
    color: area.pressed || marked ? Theme.accentSoft : Theme.card
    height: 96 * Theme.u
    radius: 14 * Theme.u
    width: ListView.view.width

    Accessible.name: text
    Accessible.role: Accessible.Button
    Accessible.onPressAction: choice.tapped()

    onMarkedChanged: if (marked)
        ListView.view.positionViewAtIndex(index, ListView.Contain)

    PlainText {
        id: key
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.accent
        font.bold: true
        text: choice.key
        width: 84 * Theme.u
    }
    PlainText {
        anchors.left: key.right
        anchors.right: note.left
        anchors.rightMargin: Theme.gap / 2
        anchors.verticalCenter: parent.verticalCenter
        elide: Text.ElideRight
        text: choice.text
        wrapMode: Text.NoWrap
    }
    PlainText {
        id: note
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.muted
        text: choice.note
    }
    MouseArea {
        id: area
        anchors.fill: parent

        onClicked: choice.tapped()
    }
}
