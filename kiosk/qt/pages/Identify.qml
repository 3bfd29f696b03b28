pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// With a card, a telephone number, or neither.
Page {
    id: page

    // The scanner alone reads documents here: there is no reader of cards, or it does not work.
    readonly property bool passports: screen.documents && !screen.card_reader
    readonly property string cardNote: {
        if (passports)
            return "identify.passport.note";
        if (!screen.card_reader)
            return "identify.card.down";
        return screen.documents ? "identify.card.or_passport" : "identify.card.note";
    }

    title: say("identify.title", {})

    PlainText {
        id: service
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.muted
        elide: Text.ElideRight
        maximumLineCount: 1
        text: page.screen.service
    }
    Grid {
        id: ways

        readonly property var all: [
            {
                way: "card",
                icon: "card",
                label: page.passports ? "identify.passport" : "identify.card",
                available: page.screen.card_reader || page.screen.documents,
                note: page.cardNote
            },
            {
                way: "phone",
                icon: "phone",
                label: "identify.phone",
                available: true,
                note: "identify.phone.note"
            },
            {
                way: "skip",
                icon: "skip",
                label: "identify.skip",
                available: true,
                note: "identify.skip.note"
            }
        ]

        anchors.bottom: where.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: service.bottom
        anchors.topMargin: Math.max(Theme.gap, page.bodyReach - service.height)
        columns: page.wide ? 3 : 1
        spacing: Theme.gap * 1.5

        Repeater {
            model: 3

            Tile {
                id: tile

                required property int index
                readonly property var way: ways.all[index]
                readonly property string text: page.say(way.label, {})

                Accessible.name: text
                available: way.available
                height: page.wide ? Math.min(520 * Theme.u, ways.height) : Math.min(320 * Theme.u, (ways.height - ways.spacing * 2) / 3)
                objectName: "identify." + way.way
                width: page.wide ? (ways.width - ways.spacing * 2) / 3 : ways.width
                onTapped: page.bridge.tap(way.way, "")

                Icon {
                    id: sign
                    color: tile.available ? Theme.accent : Theme.disabledInk
                    name: tile.way.icon
                    size: (page.wide ? 120 : 160) * Theme.u
                    anchors.left: parent.left
                    anchors.leftMargin: page.wide ? (parent.width - width) / 2 : Theme.gap
                    visible: !page.wide || tile.height > height + Theme.gap * 5 + label.height
                    y: page.wide ? Theme.gap : (parent.height - height) / 2
                }
                Column {
                    spacing: Theme.gap / 2
                    anchors.left: parent.left
                    anchors.leftMargin: page.wide ? 0 : sign.width + Theme.gap * 3
                    width: parent.width - anchors.leftMargin
                    y: page.wide && sign.visible ? sign.y + sign.height + Theme.gap : (parent.height - height) / 2

                    PlainText {
                        id: label
                        color: tile.available ? Theme.ink : Theme.disabledInk
                        font.bold: true
                        font.pixelSize: Math.max(1, (page.wide ? 44 : 56) * Theme.u)
                        fontSizeMode: page.wide ? Text.Fit : Text.HorizontalFit
                        height: page.wide ? 104 * Theme.u : implicitHeight
                        horizontalAlignment: page.wide ? Text.AlignHCenter : Text.AlignLeft
                        maximumLineCount: page.wide ? 3 : 1
                        minimumPixelSize: 16
                        text: tile.text
                        verticalAlignment: Text.AlignVCenter
                        width: parent.width
                        wrapMode: Text.WordWrap
                    }
                    PlainText {
                        readonly property real room: tile.height - Theme.gap * 2 - parent.spacing - label.height - (page.wide ? parent.y : 0)

                        color: tile.available ? Theme.muted : Theme.disabledInk
                        horizontalAlignment: page.wide ? Text.AlignHCenter : Text.AlignLeft
                        fontSizeMode: Text.Fit
                        height: Math.min(implicitHeight, room)
                        minimumPixelSize: 16
                        visible: !page.wide || room > Theme.body * 1.5
                        text: page.say(tile.way.note, {})
                        width: parent.width
                    }
                }
            }
        }
    }
    WhereToLay {
        id: where

        readonly property real room: page.contentHeight - Math.max(service.height + Theme.gap, page.bodyReach) - hint.height - privacy.height - Theme.gap * 4
        readonly property real wanted: (page.wide ? 410 : Theme.touch * 5 / Theme.u) * Theme.u

        anchors.bottom: hint.top
        anchors.bottomMargin: visible ? Theme.gap : 0
        anchors.left: parent.left
        anchors.right: parent.right
        height: visible ? Math.min(190 * Theme.u, room - wanted) : 0
        side: page.screen.reader_side
        visible: side !== "" && room - wanted > 110 * Theme.u
        words: side === "" ? "" : page.say("identify.where." + side, {})
    }
    Rectangle {
        id: hint
        anchors.bottom: privacy.top
        anchors.bottomMargin: visible ? Theme.gap : 0
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.warnSoft
        height: visible ? words.implicitHeight + Theme.gap * 2 : 0
        radius: Theme.radius
        visible: page.screen.hint !== ""

        PlainText {
            id: words
            anchors.centerIn: parent
            color: Theme.warn
            font.bold: true
            font.pixelSize: Math.max(1, 44 * Theme.u)
            horizontalAlignment: Text.AlignHCenter
            objectName: "identify.hint"
            text: page.screen.hint === "" ? "" : page.say("identify.hint." + page.screen.hint, {})
            width: parent.width - Theme.gap * 2
        }
    }
    PlainText {
        id: privacy
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.muted
        font.pixelSize: Math.max(1, Theme.small)
        horizontalAlignment: Text.AlignHCenter
        text: page.say(page.screen.sealed ? "identify.sealed" : "identify.privacy", {})
    }
}
