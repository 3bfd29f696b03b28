pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The ways back: below the page, or beside it where height is scarce. Below, what makes the page
// easier is between them; at home, where nothing leads back, it has the whole width.
Rectangle {
    id: wayBack

    required property var bridge
    required property bool wide
    required property bool low
    readonly property bool leadsBack: "idle_left_s" in bridge.screen
    readonly property real margin: wide ? Theme.gap : Theme.gap * 2
    readonly property real room: (width - margin * 2 - comforts.width - Theme.gap * 2) / 2

    signal choose

    color: Theme.card

    component Way: BigButton {
        required property string action

        fill: Theme.card
        fillPressed: Theme.accentSoft
        height: Theme.touch
        ink: Theme.accent
        objectName: "nav." + action
        text: wayBack.bridge.texts["nav." + action] ?? ""
        textSize: 42 * Theme.u
        visible: wayBack.leadsBack
        width: wayBack.wide ? wayBack.width - Theme.gap * 2 : Math.min(340 * Theme.u, wayBack.room)
        onTapped: wayBack.bridge.tap(action, "")
    }

    Rectangle {
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.line
        height: wayBack.wide ? parent.height : Math.max(1, 2 * Theme.u)
        width: wayBack.wide ? Math.max(1, 2 * Theme.u) : parent.width
    }
    Way {
        action: "back"
        anchors.left: parent.left
        anchors.leftMargin: wayBack.margin
        y: wayBack.height - height - Theme.gap
    }
    Languages {
        bridge: wayBack.bridge
        anchors.left: parent.left
        anchors.leftMargin: wayBack.margin
        frame: Theme.header
        most: 2
        visible: wayBack.low && !wayBack.leadsBack
        y: comforts.y
        onChoose: wayBack.choose()
    }
    Comforts {
        id: comforts
        bridge: wayBack.bridge
        choiceWidth: (wayBack.width - wayBack.margin * 2 - spacing) / 2
        small: wayBack.leadsBack || wayBack.low
        upright: true
        visible: !wayBack.wide
        anchors.right: parent.right
        anchors.rightMargin: wayBack.low && !wayBack.leadsBack ? wayBack.margin : (parent.width - width) / 2
        y: wayBack.height - height - Theme.gap
    }
    Way {
        action: "home"
        anchors.right: parent.right
        anchors.rightMargin: wayBack.margin
        y: wayBack.wide ? Theme.gap : wayBack.height - height - Theme.gap
    }
}
