pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// A kiosk at rest: dark, with a notice that is somewhere else every twenty seconds.
Page {
    id: page

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.gap * 4
        color: Theme.night
    }
    Column {
        id: words

        readonly property real rest: Math.max(0, page.contentHeight - implicitHeight)

        objectName: "screen_saver.words"
        spacing: Theme.gap * 1.5
        width: parent.width * 0.8
        x: parent.width * 0.2 * (page.screen.place % 3) / 2
        y: rest * page.screen.place / 6

        PlainText {
            color: Theme.nightInk
            font.bold: true
            font.pixelSize: Math.max(1, 64 * Theme.u)
            objectName: "screen.title"
            text: page.screen.notice
            width: parent.width
        }
        PlainText {
            color: Theme.nightMuted
            font.pixelSize: Math.max(1, 44 * Theme.u)
            text: page.screen.notice_en
            visible: text !== page.screen.notice
            width: parent.width
        }
        PlainText {
            color: Theme.nightAccent
            font.pixelSize: Math.max(1, 44 * Theme.u)
            text: page.screen.clock + (page.screen.inviting ? "   " + page.say("home.begin", {}) + "  " + page.say("home.begin.other", {}) : "")
            width: parent.width
        }
    }
    MouseArea {
        anchors.fill: parent
        anchors.margins: -Theme.gap * 4
        onClicked: page.bridge.tap("wake", "")
    }
}
