pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The ways back: below the page, or beside it where height is scarce.
Rectangle {
    id: wayBack

    required property var bridge
    required property bool wide

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
        width: wayBack.wide ? wayBack.width - Theme.gap * 2 : 340 * Theme.u
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
        x: wayBack.wide ? Theme.gap : Theme.gap * 2
        y: wayBack.height - height - Theme.gap
    }
    Way {
        action: "home"
        x: wayBack.width - width - (wayBack.wide ? Theme.gap : Theme.gap * 2)
        y: Theme.gap
    }
}
