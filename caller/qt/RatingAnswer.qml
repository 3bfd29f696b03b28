import QtQuick
import Hallcall

// One level: a face and its words. The face says it without them.
Rectangle {
    id: answer

    required property var row
    readonly property color tone: row.level >= 4 ? Theme.good : row.level === 3 ? Theme.warn : Theme.bad

    signal tapped

    border.color: tone
    border.width: 2
    color: area.pressed ? Theme.accentSoft : Theme.card
    radius: Theme.radius

    Accessible.name: row.text
    Accessible.role: Accessible.Button
    Accessible.onPressAction: answer.tapped()

    Face {
        id: face
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 1.5
        anchors.verticalCenter: parent.verticalCenter
        height: Math.min(answer.height * 0.78, 130 * Theme.u)
        level: answer.row.level
        tone: answer.tone
        width: height
    }
    PlainText {
        anchors.left: face.right
        anchors.leftMargin: Theme.gap * 1.5
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: answer.tone
        font.bold: true
        font.pixelSize: Theme.large
        text: answer.row.text
    }
    MouseArea {
        id: area
        anchors.fill: parent

        onClicked: answer.tapped()
    }
}
