import QtQuick
import Hallcall

// Who waits for this window.
Card {
    id: waiting

    required property var bridge
    required property string total
    required property string finished
    required property string next

    clip: true

    PlainText {
        id: title
        anchors.left: parent.left
        anchors.margins: Theme.gap * 0.7
        anchors.right: finished.left
        anchors.top: parent.top
        elide: Text.ElideRight
        font.bold: true
        objectName: "panel.waiting"
        text: waiting.total
        wrapMode: Text.NoWrap
    }
    PlainText {
        id: finished
        anchors.margins: Theme.gap * 0.7
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.muted
        objectName: "panel.finished"
        text: waiting.finished
        wrapMode: Text.NoWrap
    }
    Item {
        id: next
        anchors.left: parent.left
        anchors.margins: Theme.gap * 0.7
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.topMargin: 4 * Theme.u
        height: waiting.next ? first.implicitHeight : 0

        PlainText {
            id: first
            elide: Text.ElideRight
            objectName: "panel.next"
            text: waiting.next
            width: parent.width
            wrapMode: Text.NoWrap
        }
    }
    ListView {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.gap * 0.7
        anchors.right: parent.right
        anchors.top: next.bottom
        anchors.topMargin: 4 * Theme.u
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: waiting.bridge.rows("lines")

        delegate: LineRow {
            width: ListView.view.width
        }
    }
}
