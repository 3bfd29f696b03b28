pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// Turns the pages of a long list; not there for a short one.
Item {
    id: pager

    required property Page page
    readonly property var paging: page.screen.paging

    height: visible ? Theme.touch : 0
    visible: paging.pages > 1

    BigButton {
        anchors.left: parent.left
        available: pager.paging.page > 1
        fill: Theme.card
        fillPressed: Theme.accentSoft
        height: parent.height
        ink: Theme.accent
        objectName: "nav.previous_page"
        text: pager.page.say("nav.previous_page", {})
        textSize: Theme.body
        width: 300 * Theme.u
        onTapped: pager.page.bridge.tap("previous_page", "")
    }
    PlainText {
        anchors.centerIn: parent
        color: Theme.muted
        font.pixelSize: Math.max(1, Theme.small)
        horizontalAlignment: Text.AlignHCenter
        text: pager.page.say("nav.page", pager.paging)
        width: parent.width - 600 * Theme.u - Theme.gap
    }
    BigButton {
        anchors.right: parent.right
        available: pager.paging.page < pager.paging.pages
        fill: Theme.card
        fillPressed: Theme.accentSoft
        height: parent.height
        ink: Theme.accent
        objectName: "nav.next_page"
        text: pager.page.say("nav.next_page", {})
        textSize: Theme.body
        width: 300 * Theme.u
        onTapped: pager.page.bridge.tap("next_page", "")
    }
}
