pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// A document that was read with a doubt: is this what stands on it?
Page {
    id: page

    title: say("confirm_document.title", {})

    PlainText {
        id: why
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.muted
        fontSizeMode: page.wide ? Text.HorizontalFit : Text.FixedSize
        maximumLineCount: page.wide ? 1 : 3
        minimumPixelSize: 16
        text: page.say("confirm_document.why", {})
    }
    Flow {
        id: facts

        readonly property bool beside: page.wide && width > 1200 * Theme.u
        readonly property real cellWidth: beside ? Math.floor((width - spacing * 2) / 3) : width
        readonly property real cellHeight: page.wide && !beside ? Math.min(120 * Theme.u, (choices.y - y - Theme.gap / 2) / 3 - spacing) : 180 * Theme.u

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: why.bottom
        anchors.topMargin: Theme.gap / 2
        spacing: Theme.gap * (page.wide && !beside ? 0.25 : 1)

        Fact {
            height: facts.cellHeight
            icon: "people"
            label: page.say("confirm_document.name", {})
            value: page.screen.masked_name
            valueName: "confirm_document.name"
            width: facts.cellWidth
        }
        Fact {
            height: facts.cellHeight
            icon: "card"
            label: page.say("confirm_document.tail", {})
            value: page.screen.document_tail
            valueName: "confirm_document.tail"
            width: facts.cellWidth
        }
        Fact {
            height: facts.cellHeight
            icon: "clock"
            label: page.say("confirm_document.born", {})
            value: page.screen.born
            valueName: "confirm_document.born"
            visible: page.screen.born !== ""
            width: facts.cellWidth
        }
    }
    Row {
        id: choices
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        height: (page.wide ? 130 : 170) * Theme.u
        spacing: Theme.gap

        BigButton {
            fill: Theme.card
            fillPressed: Theme.accentSoft
            height: parent.height
            ink: Theme.ink
            objectName: "confirm_document.no"
            text: page.say("confirm_document.no", {})
            width: (choices.width - choices.spacing) / 2
            onTapped: page.bridge.tap("no", "")
        }
        BigButton {
            height: parent.height
            objectName: "confirm_document.yes"
            text: page.say("confirm_document.yes", {})
            width: (choices.width - choices.spacing) / 2
            onTapped: page.bridge.tap("yes", "")
        }
    }
}
