import QtQuick
import Hallcall

// Who waits for this window.
Card {
    id: waiting

    required property var bridge
    required property string total

    clip: true

    PlainText {
        id: title
        anchors.left: parent.left
        anchors.margins: Theme.gap * 0.7
        anchors.right: parent.right
        anchors.top: parent.top
        font.bold: true
        objectName: "panel.waiting"
        text: waiting.total
    }
    ListView {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.gap * 0.7
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.topMargin: 4 * Theme.u
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: waiting.bridge.rows("lines")

        delegate: Item {
            id: line

            required property var row

            height: 52 * Theme.u
            width: ListView.view.width

            PlainText {
                anchors.left: parent.left
                anchors.right: oldest.left
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.muted
                elide: Text.ElideRight
                text: line.row.name
                wrapMode: Text.NoWrap
            }
            PlainText {
                id: oldest
                anchors.right: count.left
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.muted
                text: line.row.oldest
            }
            PlainText {
                id: count
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                font.bold: true
                horizontalAlignment: Text.AlignRight
                objectName: "panel.waiting." + line.row.group_id
                text: line.row.waiting
                width: 90 * Theme.u
            }
        }
    }
}
