import QtQuick
import QtQuick.Layouts
import Hallcall

// Which window this is, how it stands, who works here.
Rectangle {
    id: header

    required property var bridge
    required property var around
    readonly property var tones: ({
            "open": Theme.good,
            "paused": Theme.warn,
            "closed": Theme.muted,
            "unknown": Theme.muted
        })

    color: Theme.night
    height: 120 * Theme.u

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap

        PlainText {
            color: Theme.nightInk
            font.bold: true
            font.pixelSize: Theme.large
            objectName: "panel.window"
            text: header.around.window
        }
        Rectangle {
            color: header.tones[header.around.status]
            implicitHeight: 68 * Theme.u
            implicitWidth: status.implicitWidth + 2 * Theme.gap
            radius: height / 2

            PlainText {
                id: status
                anchors.centerIn: parent
                color: Theme.accentInk
                font.bold: true
                objectName: "panel.status"
                text: header.around.status_text
            }
        }
        PlainText {
            Layout.fillWidth: true
            color: Theme.nightInk
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignRight
            objectName: "panel.clerk"
            text: header.around.clerk
            wrapMode: Text.NoWrap
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
