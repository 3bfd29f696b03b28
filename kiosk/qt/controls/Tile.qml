pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// A sheet that can be touched.
Card {
    id: tile

    property bool available: true
    property real padding: Theme.gap
    default property alias content: body.data

    signal tapped

    border.color: area.pressed ? Theme.accent : Theme.line
    color: !available ? Theme.disabled : area.pressed ? Theme.accentSoft : Theme.card
    enabled: available

    Accessible.role: Accessible.Button
    Accessible.onPressAction: tile.tapped()

    Item {
        id: body
        anchors.fill: parent
        anchors.margins: tile.padding
    }
    MouseArea {
        id: area
        anchors.fill: parent
        onClicked: tile.tapped()
    }
}
