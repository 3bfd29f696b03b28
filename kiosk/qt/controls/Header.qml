pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The hall's name, the clock, and the choice of language.
Rectangle {
    id: header

    required property var bridge

    color: Theme.accent
    height: 150 * Theme.u

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 2
        anchors.right: languages.left
        anchors.rightMargin: Theme.gap * 2
        anchors.verticalCenter: parent.verticalCenter

        PlainText {
            color: Theme.accentInk
            font.bold: true
            font.pixelSize: Math.max(1, 44 * Theme.u)
            fontSizeMode: Text.HorizontalFit
            maximumLineCount: 1
            minimumPixelSize: 14
            objectName: "header.hall"
            text: header.bridge.screen.hall ?? ""
            width: parent.width
        }
        PlainText {
            color: Theme.accentInk
            font.pixelSize: Math.max(1, 44 * Theme.u)
            objectName: "header.clock"
            text: header.bridge.screen.clock ?? ""
        }
    }
    Row {
        id: languages
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap / 2

        Repeater {
            model: ["zh", "en"]

            BigButton {
                required property string modelData
                readonly property bool chosen: header.bridge.language === modelData

                border.color: Theme.accentInk
                border.width: Math.max(1, 2 * Theme.u)
                fill: chosen ? Theme.accentInk : Theme.accent
                height: Theme.touch
                ink: chosen ? Theme.accent : Theme.accentInk
                objectName: "language." + modelData
                text: header.bridge.texts["language." + modelData] ?? ""
                textSize: Theme.body
                width: 176 * Theme.u
                onTapped: header.bridge.tap("language", modelData)
            }
        }
    }
}
