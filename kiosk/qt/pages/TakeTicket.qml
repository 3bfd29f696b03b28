pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// The number, and where the paper is.
Page {
    id: page

    // Nothing is said that takes the room of the arrow.
    readonly property bool plain: screen.more.length === 0 && screen.appointed === "" && screen.note === "" && !screen.alone

    Column {
        anchors.bottom: done.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: (page.wide ? 0 : 60) * Theme.u
        spacing: Theme.gap * (page.wide ? 1 : 1.5)

        PlainText {
            color: Theme.good
            font.bold: true
            font.pixelSize: Math.max(1, (page.wide ? 64 : 84) * Theme.u)
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            maximumLineCount: 1
            minimumPixelSize: 28
            objectName: "screen.title"
            text: page.say("take_ticket.title", {})
            width: parent.width
        }
        Card {
            anchors.horizontalCenter: parent.horizontalCenter
            border.color: Theme.good
            border.width: Math.max(2, 6 * Theme.u)
            height: (page.wide ? 230 : page.screen.comfort.large ? 280 : 420) * Theme.u
            width: Math.min(parent.width, 1100 * Theme.u)

            PlainText {
                anchors.bottom: service.top
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                font.bold: true
                font.pixelSize: Math.max(1, 260 * Theme.u)
                fontSizeMode: Text.Fit
                horizontalAlignment: Text.AlignHCenter
                minimumPixelSize: 40
                objectName: "take_ticket.number"
                text: page.screen.number
                verticalAlignment: Text.AlignVCenter
                wrapMode: Text.NoWrap
            }
            PlainText {
                id: service
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.gap
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.muted
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignHCenter
                maximumLineCount: 1
                text: page.screen.service
                width: parent.width - Theme.gap * 2
            }
        }
        PlainText {
            color: Theme.accent
            elide: Text.ElideRight
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            maximumLineCount: 2
            objectName: "take_ticket.more"
            text: page.say("take_ticket.more", {
                services: page.screen.more.join(page.say("list.and", {}))
            })
            visible: page.screen.more.length > 0
            width: parent.width
        }
        PlainText {
            color: page.screen.appointed ? Theme.accent : Theme.warn
            font.bold: true
            font.pixelSize: Math.max(1, 48 * Theme.u)
            horizontalAlignment: Text.AlignHCenter
            objectName: "take_ticket.appointment"
            text: page.screen.appointed ? page.say("take_ticket.appointed", {
                time: page.screen.appointed
            }) : page.screen.note ? page.say(page.screen.note, {}) : ""
            visible: text !== ""
            width: parent.width
        }
        PlainText {
            color: Theme.warn
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            objectName: "take_ticket.alone"
            text: page.say("take_ticket.alone", {})
            visible: page.screen.alone
            width: parent.width
        }
        Facts {
            group: "take_ticket"
            page: page
            width: parent.width
        }
        PlainText {
            color: Theme.muted
            font.pixelSize: Math.max(1, 44 * Theme.u)
            horizontalAlignment: Text.AlignHCenter
            text: page.say("take_ticket.hint", {})
            visible: page.plain || !(page.wide || page.screen.comfort.large)
            width: parent.width
        }
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.good
            name: "down"
            size: 96 * Theme.u
            visible: !page.wide && page.plain && !page.screen.comfort.large
        }
    }
    BigButton {
        id: done
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap * 2
        anchors.left: parent.left
        anchors.right: parent.right
        height: (page.wide ? 130 : 170) * Theme.u
        objectName: "take_ticket.done"
        text: page.say("take_ticket.done", {})
        textSize: 56 * Theme.u
        onTapped: page.bridge.tap("done", "")
    }
}
