pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The hall's name, the clock, and the choice of language.
Rectangle {
    id: header

    required property var bridge

    color: Theme.header
    height: 150 * Theme.u

    Logo {
        id: logo
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 2
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height - Theme.gap * 1.5
        width: visible ? Math.min(implicitWidth, parent.width * 0.25) : 0
    }
    Column {
        anchors.left: logo.right
        anchors.leftMargin: logo.visible ? Theme.gap : 0
        anchors.right: languages.left
        anchors.rightMargin: Theme.gap * 2
        anchors.verticalCenter: parent.verticalCenter

        PlainText {
            color: Theme.headerInk
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
            color: Theme.headerInk
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

                border.color: Theme.headerInk
                border.width: Math.max(1, 2 * Theme.u)
                fill: chosen ? Theme.headerInk : Theme.header
                fillPressed: chosen ? Theme.headerInk : Theme.headerPressed
                height: Theme.touch
                ink: chosen ? Theme.header : Theme.headerInk
                objectName: "language." + modelData
                text: header.bridge.texts["language." + modelData] ?? ""
                textSize: Theme.body
                width: 176 * Theme.u
                onTapped: header.bridge.tap("language", modelData)
            }
        }
    }
}
