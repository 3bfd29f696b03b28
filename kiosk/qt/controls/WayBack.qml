pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The ways back: below the page, or beside it where height is scarce. Below, the bell for a person
// is always in the middle, and what makes the page easier is on either side of it.
Rectangle {
    id: wayBack

    required property var bridge
    required property bool wide
    required property bool low
    readonly property bool leadsBack: "idle_left_s" in bridge.screen
    readonly property real margin: wide ? Theme.gap : Theme.gap * 2
    readonly property alias helps: help.wanted
    readonly property bool atHome: bridge.screen.kind === "home"
    // Between the bell and the edge, with and without a sign beside it.
    readonly property real half: (width - help.width) / 2 - margin - Theme.gap
    readonly property real room: half - Theme.touch - Theme.gap

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
        width: wayBack.wide ? wayBack.width - Theme.gap * 2 : wayBack.room
        onTapped: wayBack.bridge.tap(action, "")
    }

    component Comfort: ComfortButton {
        bridge: wayBack.bridge
        small: !wayBack.atHome || wayBack.low
        visible: !wayBack.wide && (wayBack.leadsBack || wayBack.atHome)
        width: small ? Theme.touch : wayBack.half
        y: help.y
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
    HelpButton {
        id: help
        anchors.horizontalCenter: parent.horizontalCenter
        bridge: wayBack.bridge
        visible: wanted && !wayBack.wide
        y: wayBack.height - height - Theme.gap
    }
    Languages {
        bridge: wayBack.bridge
        anchors.left: parent.left
        anchors.leftMargin: wayBack.margin
        frame: Theme.header
        most: 1
        visible: wayBack.low && wayBack.atHome
        y: help.y
        onChoose: wayBack.choose()
    }
    Comfort {
        anchors.right: wayBack.low && wayBack.atHome ? low.left : help.left
        anchors.rightMargin: wayBack.low && wayBack.atHome ? Theme.gap / 2 : Theme.gap
        name: "large"
    }
    Comfort {
        id: low
        anchors.left: wayBack.low && wayBack.atHome ? undefined : help.right
        anchors.leftMargin: Theme.gap
        anchors.right: wayBack.low && wayBack.atHome ? parent.right : undefined
        anchors.rightMargin: wayBack.margin
        name: "low"
    }
    Way {
        action: "home"
        anchors.right: parent.right
        anchors.rightMargin: wayBack.margin
        y: wayBack.wide ? Theme.gap : wayBack.height - height - Theme.gap
    }
}
