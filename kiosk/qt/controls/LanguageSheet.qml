pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// All languages there are, over everything else; a touch beside them closes it.
Rectangle {
    id: sheet

    required property var bridge
    property bool low: false
    readonly property int columns: width > height ? 4 : 2

    color: Theme.veil
    visible: false

    MouseArea {
        anchors.fill: parent
        onClicked: sheet.visible = false
    }
    Connections {
        function onScreen_changed(): void {
            if (sheet.bridge.screen.idle_left_s > 0)
                sheet.visible = false;
        }

        target: sheet.bridge
    }
    Card {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: sheet.low ? sheet.height * 0.2 : 0
        color: Theme.header
        height: choices.height + Theme.gap * 4
        width: choices.width + Theme.gap * 4

        Grid {
            id: choices
            anchors.centerIn: parent
            columns: sheet.columns
            spacing: Theme.gap

            Repeater {
                model: sheet.visible ? sheet.bridge.languages : []

                LanguageButton {
                    required property var modelData

                    bridge: sheet.bridge
                    code: modelData.code
                    height: Theme.touch * 1.3
                    text: modelData.name
                    textSize: Theme.large
                    width: 400 * Theme.u
                    onTapped: sheet.visible = false
                }
            }
        }
    }
}
