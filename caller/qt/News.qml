import QtQuick
import QtQuick.Layouts
import Hallcall

// What was refused, what just happened, and who may rate.
Column {
    id: news

    required property var around

    Rectangle {
        color: news.around.refused ? Theme.badSoft : Theme.accentSoft
        height: message.implicitHeight + Theme.gap
        visible: news.around.message !== ""
        width: parent.width

        PlainText {
            id: message
            anchors.left: parent.left
            anchors.margins: Theme.gap
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: news.around.refused ? Theme.bad : Theme.ink
            font.bold: true
            objectName: "panel.message"
            text: news.around.message
        }
    }
    Rectangle {
        color: Theme.goodSoft
        height: row.implicitHeight + Theme.gap * 0.7
        visible: news.around.last !== "" || news.around.rating !== ""
        width: parent.width

        RowLayout {
            id: row
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter

            PlainText {
                Layout.fillWidth: true
                color: Theme.good
                elide: Text.ElideRight
                font.bold: true
                objectName: "panel.last"
                text: news.around.last
                wrapMode: Text.NoWrap
            }
            PlainText {
                color: Theme.good
                objectName: "panel.rating"
                text: news.around.rating
            }
        }
    }
}
