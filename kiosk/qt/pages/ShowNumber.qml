pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// A number without its paper: as large as it goes, with the code to photograph.
Page {
    id: page

    Column {
        id: heading
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.gap / 2

        PlainText {
            color: Theme.accent
            font.bold: true
            font.pixelSize: Math.max(1, (page.wide ? 56 : 76) * Theme.u)
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            maximumLineCount: 1
            minimumPixelSize: 28
            objectName: "screen.title"
            text: page.say("show_number.title", {})
            width: parent.width
        }
        PlainText {
            font.pixelSize: Math.max(1, (page.wide ? 38 : 44) * Theme.u)
            horizontalAlignment: Text.AlignHCenter
            objectName: "show_number.reason"
            text: page.say(page.screen.reason, {})
            width: parent.width
        }
    }
    Card {
        id: card
        anchors.left: parent.left
        anchors.top: heading.bottom
        anchors.topMargin: Theme.gap
        border.color: Theme.accent
        border.width: Math.max(2, 6 * Theme.u)
        height: page.wide ? words.y - y - Theme.gap : 320 * Theme.u
        width: page.wide ? parent.width - code.width - Theme.gap : parent.width

        PlainText {
            anchors.bottom: service.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            font.bold: true
            font.pixelSize: Math.max(1, 300 * Theme.u)
            fontSizeMode: Text.Fit
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: 40
            objectName: "show_number.number"
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
            font.pixelSize: Math.max(1, page.wide ? Theme.small : Theme.body)
            horizontalAlignment: Text.AlignHCenter
            maximumLineCount: 2
            text: page.screen.more.length > 0 ? page.screen.service + page.say("list.and", {}) + page.say("take_ticket.more", {
                services: page.screen.more.join(page.say("list.and", {}))
            }) : page.screen.service
            width: parent.width - Theme.gap * 2
        }
    }
    Image {
        id: code
        anchors.bottom: page.wide ? facts.top : words.top
        anchors.bottomMargin: Theme.gap / 2
        anchors.right: parent.right
        anchors.rightMargin: page.wide ? 0 : (parent.width - width) / 2
        anchors.top: page.wide ? heading.bottom : card.bottom
        anchors.topMargin: Theme.gap / 2
        fillMode: Image.PreserveAspectFit
        objectName: "show_number.code"
        smooth: false
        source: page.screen.picture
        width: height
    }
    Column {
        id: words
        anchors.bottom: facts.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: page.wide ? code.left : parent.right
        anchors.rightMargin: page.wide ? Theme.gap : 0
        spacing: Theme.gap / 2

        PlainText {
            color: page.screen.appointed ? Theme.accent : Theme.warn
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            objectName: "show_number.appointment"
            text: page.screen.appointed ? page.say("take_ticket.appointed", {
                time: page.screen.appointed
            }) : page.screen.note ? page.say(page.screen.note, {}) : page.screen.alone ? page.say("take_ticket.alone", {}) : ""
            visible: text !== ""
            width: parent.width
        }
        PlainText {
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            objectName: "show_number.photograph"
            text: page.say("show_number.photograph", {})
            width: parent.width
        }
    }
    Facts {
        id: facts
        anchors.bottom: done.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        flat: true
        group: "show_number"
        height: visible ? rowHeight : 0
        page: page
        rowHeight: (page.wide ? 120 : 150) * Theme.u
        visible: !page.screen.alone
    }
    BigButton {
        id: done
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap * (page.wide ? 1 : 2)
        anchors.left: parent.left
        anchors.right: parent.right
        height: (page.wide ? Theme.touch / Theme.u : 170) * Theme.u
        objectName: "show_number.done"
        text: page.say("show_number.done", {})
        textSize: 56 * Theme.u
        onTapped: page.bridge.tap("done", "")
    }
}
