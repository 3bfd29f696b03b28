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
    // Larger letters take the room of a page, not that between buttons beside each other.
    readonly property real v: width / 1080
    readonly property real margin: wide ? Theme.gap : 24 * v
    readonly property real sign: Math.max(120 * v, Theme.finger)
    readonly property alias helps: help.wanted
    readonly property bool atHome: bridge.screen.kind === "home"
    // The choice of language is here, too, and what makes the page easier at the other end.
    readonly property bool aside: wayBack.low && wayBack.atHome
    // Between the bell and the edge, with and without a sign beside it.
    readonly property real half: (width - help.width) / 2 - margin - 24 * v
    readonly property real room: half - sign - 24 * v

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
        width: small ? wayBack.sign : wayBack.half
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
        width: 290 * wayBack.v
        y: wayBack.height - height - Theme.gap
    }
    Languages {
        bridge: wayBack.bridge
        anchors.left: parent.left
        anchors.leftMargin: wayBack.margin
        frame: Theme.accent
        most: 1
        visible: wayBack.aside
        y: help.y
        onChoose: wayBack.choose()
    }
    Comfort {
        anchors.left: parent.left
        anchors.leftMargin: wayBack.aside ? lower.anchors.leftMargin - width - 12 * wayBack.v : wayBack.margin + wayBack.half - width
        name: "large"
    }
    Comfort {
        id: lower
        anchors.left: parent.left
        anchors.leftMargin: wayBack.width - wayBack.margin - (wayBack.aside ? width : wayBack.half)
        name: "low"
    }
    Way {
        action: "home"
        anchors.right: parent.right
        anchors.rightMargin: wayBack.margin
        y: wayBack.wide ? Theme.gap : wayBack.height - height - Theme.gap
    }
}
