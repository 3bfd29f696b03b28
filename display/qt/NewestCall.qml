import QtQuick
import Hallcall

// The newest call, to be read from the far end of the hall.
Rectangle {
    id: panel

    required property var screen
    required property var label
    readonly property var call: screen.newest
    readonly property bool some: call !== null && call !== undefined
    readonly property bool active: some && call.active
    readonly property string name: some ? "call." + call.seq : ""

    border.color: Theme.nightRaisedLine
    border.width: Math.max(1, 3 * Theme.u)
    color: Theme.nightRaised
    radius: Theme.radius

    Item {
        anchors.fill: parent
        objectName: panel.name
        visible: panel.some

        Bilingual {
            anchors.left: parent.left
            anchors.margins: Theme.gap * 1.5
            anchors.top: parent.top
            beside: true
            size: 40 * Theme.u
            words: panel.label(panel.active ? "board.newest" : "board.last")
        }
        PlainText {
            anchors.margins: Theme.gap * 1.5
            anchors.right: parent.right
            anchors.top: parent.top
            color: Theme.nightAccent
            font.bold: true
            font.pixelSize: 48 * Theme.u
            objectName: panel.name + ".count"
            text: panel.some ? panel.call.count : ""
        }
        Item {
            id: numberPlace
            anchors.bottom: whereTo.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.topMargin: 70 * Theme.u
            objectName: "board.newest.number"

            readonly property string text: number.text

            PlainText {
                id: number
                anchors.centerIn: parent
                color: panel.active ? Theme.nightAccent : Theme.nightMuted
                font.bold: true
                font.pixelSize: Math.max(1, Math.min(parent.height * 0.95, 250 * Theme.u))
                fontSizeMode: Text.HorizontalFit
                horizontalAlignment: Text.AlignHCenter
                objectName: panel.name + ".number"
                text: panel.some ? panel.call.number : ""
                width: parent.width - Theme.gap * 2
                wrapMode: Text.NoWrap
            }
        }
        Row {
            id: whereTo
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap
            anchors.horizontalCenter: parent.horizontalCenter
            height: 170 * Theme.u
            spacing: Theme.gap * 1.5

            Bilingual {
                anchors.verticalCenter: parent.verticalCenter
                flush: Grid.AlignRight
                size: 60 * Theme.u
                words: panel.label("board.goto")
            }
            Item {
                anchors.verticalCenter: parent.verticalCenter
                height: painted.implicitHeight
                objectName: "board.newest.window"
                width: painted.implicitWidth

                readonly property string text: painted.text

                PlainText {
                    id: painted
                    color: Theme.nightInk
                    font.bold: true
                    font.pixelSize: 150 * Theme.u
                    objectName: panel.name + ".window"
                    text: panel.some ? panel.call.window : ""
                    wrapMode: Text.NoWrap
                }
            }
            Bilingual {
                anchors.verticalCenter: parent.verticalCenter
                size: 60 * Theme.u
                words: panel.label("board.goto.window")
            }
        }
    }
    Bilingual {
        anchors.centerIn: parent
        color: Theme.nightMuted
        flush: Grid.AlignHCenter
        objectName: "board.idle"
        size: 88 * Theme.u
        visible: !panel.some
        words: panel.screen.idle

        readonly property string text: words.zh
    }
    Pulse {
        anchors.fill: parent
        on: panel.some && panel.call.fresh
    }
}
