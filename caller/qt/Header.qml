import QtQuick
import QtQuick.Layouts
import Hallcall

// Which window this is, how it stands, who works here. In their place, so that nothing below moves:
// that there is no connection, or where help is needed.
Rectangle {
    id: header

    required property var bridge
    required property var around
    readonly property bool offline: around.offline !== ""
    readonly property bool panic: !offline && around.panic !== ""
    readonly property var tones: ({
            "open": Theme.good,
            "paused": Theme.warn,
            "closed": Theme.muted,
            "unknown": Theme.muted
        })

    color: offline ? Theme.bad : Theme.night
    height: 120 * Theme.u

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap * 0.7

        PlainText {
            color: Theme.nightInk
            font.bold: true
            font.pixelSize: Math.max(1, Theme.large)
            objectName: "panel.window"
            text: header.around.window
            wrapMode: Text.NoWrap
        }
        Rectangle {
            color: header.tones[header.around.status]
            implicitHeight: 68 * Theme.u
            implicitWidth: status.implicitWidth + 1.6 * Theme.gap
            radius: height / 2
            visible: !header.offline && !header.panic

            PlainText {
                id: status
                anchors.centerIn: parent
                color: Theme.accentInk
                font.bold: true
                objectName: "panel.status"
                text: header.around.status_text
                wrapMode: Text.NoWrap
            }
        }
        PlainText {
            Layout.fillWidth: true
            color: Theme.nightInk
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignRight
            objectName: "panel.clerk"
            text: header.around.clerk
            visible: !header.offline && !header.panic
            wrapMode: Text.NoWrap
        }
        PlainText {
            Layout.fillHeight: true
            Layout.fillWidth: true
            color: Theme.accentInk
            font.bold: true
            fontSizeMode: Text.Fit
            minimumPixelSize: 10
            objectName: "panel.offline"
            text: header.around.offline
            verticalAlignment: Text.AlignVCenter
            visible: header.offline
        }
        Alert {
            Layout.fillHeight: true
            Layout.fillWidth: true
            objectName: "send_help"
            text: header.around.panic
            visible: header.panic

            onTapped: header.bridge.tap("send_help", "")
        }
        SmallButton {
            implicitHeight: 84 * Theme.u
            implicitWidth: 84 * Theme.u
            objectName: "help"
            shortcut: "F1"
            visible: !header.around.citizens

            onTapped: header.bridge.tap("help", "")
        }
        SmallButton {
            implicitHeight: 84 * Theme.u
            implicitWidth: 116 * Theme.u
            objectName: "language"
            text: header.bridge.texts["language.other"]

            onTapped: header.bridge.tap("language", "")
        }
    }
}
