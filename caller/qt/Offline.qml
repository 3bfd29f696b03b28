import QtQuick
import Hallcall

// There is no connection, and why: what is shown below may be old, nothing can be done.
Rectangle {
    id: offline

    required property string reason

    color: Theme.bad
    height: visible ? words.implicitHeight + 1.5 * Theme.gap : 0
    visible: reason !== ""

    PlainText {
        id: words
        anchors.left: parent.left
        anchors.margins: Theme.gap
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.accentInk
        font.bold: true
        objectName: "panel.offline"
        text: offline.reason
    }
}
