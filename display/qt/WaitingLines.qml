pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// How many wait in each line, and which windows are paused.
Item {
    id: lines

    required property var model
    required property var screen
    required property var label
    property int columns: 2
    property int rows: 4

    readonly property real cellGap: 8 * Theme.u
    readonly property real cellHeight: (height - head.height) / rows - cellGap
    readonly property real cellWidth: (width - cellGap * (columns - 1)) / columns
    // Name, wait and number have room beside each other.
    readonly property real size: Math.min(cellHeight, cellWidth / 6.5)

    Item {
        id: head
        height: 64 * Theme.u
        width: parent.width

        Bilingual {
            id: title
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            beside: true
            color: Theme.nightMuted
            size: 34 * Theme.u
            words: lines.label("board.waiting")
        }
        PlainText {
            id: pager
            anchors.left: title.right
            anchors.leftMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.nightMuted
            font.pixelSize: 28 * Theme.u
            text: (lines.screen.page + 1) + " / " + lines.screen.pages
            visible: lines.screen.pages > 1
        }
        Row {
            id: pauses

            readonly property real room: head.width - title.width - (pager.visible ? pager.width + Theme.gap : 0) - Theme.gap * 5

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gap
            visible: lines.screen.paused !== ""

            Bilingual {
                id: pausedTitle
                anchors.verticalCenter: parent.verticalCenter
                beside: true
                color: Theme.nightMuted
                size: 34 * Theme.u
                words: lines.label("board.paused")
            }
            PlainText {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.nightAccent
                font.bold: true
                font.pixelSize: 40 * Theme.u
                fontSizeMode: Text.HorizontalFit
                height: contentHeight
                minimumPixelSize: 10
                objectName: "board.paused"
                text: lines.screen.paused
                width: Math.min(implicitWidth, pauses.room - pausedTitle.width)
                wrapMode: Text.NoWrap
            }
        }
    }
    Grid {
        anchors.top: head.bottom
        columnSpacing: lines.cellGap
        columns: lines.columns
        rowSpacing: lines.cellGap

        Repeater {
            model: lines.model

            Rectangle {
                id: cell

                required property var row
                // The English name has a second line.
                readonly property bool tall: height > 1.3 * lines.size
                readonly property real edge: Theme.gap * 0.75

                color: Theme.nightCard
                height: lines.cellHeight
                radius: Theme.radius / 2
                width: lines.cellWidth

                PlainText {
                    anchors.left: parent.left
                    anchors.leftMargin: cell.edge
                    anchors.right: wait.left
                    anchors.rightMargin: cell.edge / 2
                    anchors.top: parent.top
                    anchors.topMargin: (cell.height - lines.size) / (cell.tall ? 4 : 2) + 2 * Theme.u
                    color: Theme.nightInk
                    elide: Text.ElideRight
                    font.pixelSize: Math.max(1, lines.size * 0.38)
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Math.max(8, 14 * Theme.u)
                    text: cell.row.name.zh
                    wrapMode: Text.NoWrap
                }
                PlainText {
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: (cell.height - lines.size) / (cell.tall ? 4 : 2) + 2 * Theme.u
                    anchors.left: parent.left
                    anchors.leftMargin: cell.edge
                    anchors.right: wait.left
                    anchors.rightMargin: cell.edge / 2
                    color: Theme.nightMuted
                    elide: Text.ElideRight
                    font.pixelSize: Math.max(1, lines.size * 0.26)
                    fontSizeMode: cell.tall ? Text.Fit : Text.HorizontalFit
                    height: cell.tall ? lines.size * 0.75 : undefined
                    maximumLineCount: cell.tall ? 2 : 1
                    minimumPixelSize: Math.max(8, 12 * Theme.u)
                    text: cell.row.name.en
                    wrapMode: cell.tall ? Text.Wrap : Text.NoWrap
                }
                Column {
                    id: wait
                    anchors.right: waiting.left
                    anchors.rightMargin: visible ? cell.edge / 2 : 0
                    anchors.verticalCenter: parent.verticalCenter
                    visible: cell.row.wait !== undefined && cell.row.wait !== null
                    width: visible ? Math.max(zh.implicitWidth, en.implicitWidth) : 0

                    PlainText {
                        id: zh
                        anchors.right: parent.right
                        color: Theme.nightAccent
                        font.pixelSize: Math.max(1, lines.size * 0.32)
                        objectName: "board.wait." + cell.row.group_id
                        text: wait.visible ? cell.row.wait.zh : ""
                        wrapMode: Text.NoWrap
                    }
                    PlainText {
                        id: en
                        anchors.right: parent.right
                        color: Theme.nightMuted
                        font.pixelSize: Math.max(1, lines.size * 0.26)
                        text: wait.visible ? cell.row.wait.en : ""
                        wrapMode: Text.NoWrap
                    }
                }
                PlainText {
                    id: waiting
                    anchors.right: parent.right
                    anchors.rightMargin: cell.edge
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.nightInk
                    font.bold: true
                    font.pixelSize: Math.max(1, lines.size * 0.62)
                    objectName: "board.waiting." + cell.row.group_id
                    text: cell.row.waiting
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
}
