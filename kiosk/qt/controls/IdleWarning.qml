pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// "Are you still there?" over everything else. Any touch on it means yes.
Rectangle {
    id: warning

    required property var bridge
    readonly property int secondsLeft: bridge.screen.idle_left_s ?? 0

    color: Theme.veil
    visible: secondsLeft > 0

    MouseArea {
        anchors.fill: parent
        onClicked: warning.bridge.tap("stay", "")
    }
    Card {
        anchors.centerIn: parent
        height: sheet.implicitHeight + Theme.gap * 4
        width: Math.min(parent.width - Theme.gap * 4, 900 * Theme.u)

        Column {
            id: sheet
            anchors.centerIn: parent
            spacing: Theme.gap * 1.5
            width: parent.width - Theme.gap * 4

            PlainText {
                font.bold: true
                font.pixelSize: Math.max(1, Theme.title)
                horizontalAlignment: Text.AlignHCenter
                text: warning.bridge.texts["idle.title"] ?? ""
                width: parent.width
            }
            PlainText {
                color: Theme.bad
                font.bold: true
                font.pixelSize: Math.max(1, Theme.huge)
                horizontalAlignment: Text.AlignHCenter
                objectName: "idle.seconds"
                text: warning.secondsLeft
                width: parent.width
            }
            PlainText {
                horizontalAlignment: Text.AlignHCenter
                text: (warning.bridge.texts["idle.countdown"] ?? "").replace("{seconds}", warning.secondsLeft)
                width: parent.width
            }
            BigButton {
                fill: Theme.card
                fillPressed: Theme.accentSoft
                height: Theme.touch
                ink: Theme.accent
                objectName: "idle.more_time"
                text: warning.bridge.texts["idle.more_time"] ?? ""
                width: parent.width
                onTapped: warning.bridge.tap("more_time", "")
            }
            BigButton {
                height: 160 * Theme.u
                objectName: "idle.stay"
                text: warning.bridge.texts["idle.stay"] ?? ""
                width: parent.width
                onTapped: warning.bridge.tap("stay", "")
            }
        }
    }
}
