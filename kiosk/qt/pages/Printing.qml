pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// The number is asked for, then printed: never a still picture, or people go away.
Page {
    id: page

    Column {
        anchors.centerIn: parent
        spacing: Theme.gap * 2
        width: parent.width

        Item {
            anchors.horizontalCenter: parent.horizontalCenter
            height: 260 * Theme.u
            width: height

            Icon {
                anchors.centerIn: parent
                name: "printer"
                size: 180 * Theme.u
            }
            Item {
                anchors.fill: parent

                RotationAnimation on rotation {
                    duration: 1600
                    from: 0
                    loops: Animation.Infinite
                    to: 360
                }

                Repeater {
                    model: 3

                    Rectangle {
                        required property int index
                        readonly property real angle: index * Math.PI * 2 / 3

                        color: Theme.accent
                        height: 26 * Theme.u
                        radius: height / 2
                        width: height
                        x: parent.width / 2 + Math.cos(angle) * parent.width * 0.45 - width / 2
                        y: parent.height / 2 + Math.sin(angle) * parent.height * 0.45 - height / 2
                    }
                }
            }
        }
        PlainText {
            font.bold: true
            font.pixelSize: Math.max(1, 72 * Theme.u)
            horizontalAlignment: Text.AlignHCenter
            objectName: "screen.title"
            text: page.say(page.given(page.screen.number) ? "printing.number" : "printing.title", {})
            width: parent.width
        }
        PlainText {
            color: Theme.accent
            font.bold: true
            font.pixelSize: Math.max(1, Theme.huge)
            horizontalAlignment: Text.AlignHCenter
            objectName: "printing.number"
            text: page.screen.number ?? ""
            visible: text !== ""
            width: parent.width
        }
        PlainText {
            color: Theme.muted
            font.pixelSize: Math.max(1, 44 * Theme.u)
            horizontalAlignment: Text.AlignHCenter
            text: page.say(page.screen.no_paper ? "printing.no_paper" : "printing.hint", {})
            width: parent.width
        }
    }
}
