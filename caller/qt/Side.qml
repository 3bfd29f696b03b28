pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// What stands beside the pages of a wide window: to look at, not to press.
ColumnLayout {
    id: beside

    required property var side

    objectName: "side"
    spacing: Theme.gap * 0.8

    Card {
        Layout.fillHeight: true
        Layout.fillWidth: true
        clip: true

        RowLayout {
            id: title
            anchors.left: parent.left
            anchors.margins: Theme.gap
            anchors.right: parent.right
            anchors.top: parent.top

            PlainText {
                Layout.fillWidth: true
                elide: Text.ElideRight
                font.bold: true
                font.pixelSize: Math.max(1, Theme.large)
                objectName: "panel.waiting"
                text: beside.side?.waiting ?? ""
                wrapMode: Text.NoWrap
            }
            PlainText {
                color: Theme.muted
                objectName: "panel.finished"
                text: beside.side?.finished ?? ""
            }
        }
        UpcomingTickets {
            id: upcoming
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.margins: Theme.gap
            anchors.right: parent.right
            tickets: beside.side?.upcoming ?? []
            title: beside.side?.next ?? ""
        }
        ListView {
            anchors.bottom: upcoming.top
            anchors.left: parent.left
            anchors.margins: Theme.gap
            anchors.right: parent.right
            anchors.top: title.bottom
            anchors.topMargin: Theme.gap / 2
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            model: beside.side?.lines ?? []

            delegate: LineRow {
                required property var modelData

                row: modelData
                width: ListView.view.width
            }
        }
    }
    Repeater {
        model: beside.side?.alarms.slice(0, 3) ?? []

        delegate: Rectangle {
            id: alarm

            required property string modelData

            Layout.fillWidth: true
            color: Theme.badSoft
            implicitHeight: words.implicitHeight + Theme.gap
            radius: Theme.radius

            PlainText {
                id: words
                anchors.left: parent.left
                anchors.margins: Theme.gap
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.bad
                elide: Text.ElideRight
                font.bold: true
                maximumLineCount: 2
                text: alarm.modelData
            }
        }
    }
}
