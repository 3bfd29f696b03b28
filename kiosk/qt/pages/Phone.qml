pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// A telephone number on large keys.
Page {
    id: page

    readonly property string grouped: {
        const digits = screen.digits;
        return [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter(part => part !== "").join(" ");
    }

    title: say("phone.title", {})

    Item {
        id: number
        anchors.left: parent.left
        anchors.top: parent.top
        height: field.height + note.height + Theme.gap
        width: page.wide ? parent.width * 0.48 : parent.width

        Card {
            id: field
            border.color: page.screen.wrong ? Theme.bad : Theme.accent
            border.width: Math.max(2, 4 * Theme.u)
            height: 160 * Theme.u
            width: parent.width

            Typed {
                font.pixelSize: Math.max(1, 84 * Theme.u)
                objectName: "phone.number"
                text: page.grouped
            }
        }
        PlainText {
            id: note
            anchors.top: field.bottom
            anchors.topMargin: Theme.gap
            color: page.screen.wrong ? Theme.bad : Theme.muted
            objectName: "phone.note"
            text: page.say(page.screen.wrong ? "phone.wrong" : "phone.hint", {})
            width: parent.width
        }
    }
    Grid {
        id: keys

        readonly property real keyHeight: Math.min(190 * Theme.u, (height - spacing * 3) / 4)
        readonly property real keyWidth: Math.floor((width - spacing * 2) / 3)

        columns: 3
        layoutDirection: page.mirrored ? Qt.RightToLeft : Qt.LeftToRight // keys never turn round
        height: (page.wide ? parent.height : confirm.y) - y - Theme.gap
        spacing: Theme.gap
        anchors.left: parent.left
        anchors.leftMargin: page.wide ? number.width + Theme.gap * 2 : 0
        width: parent.width - anchors.leftMargin
        y: page.wide ? 0 : Math.max(number.height + Theme.gap * 1.5, page.bodyReach)

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"]

            BigButton {
                required property string modelData
                readonly property bool erases: modelData === "erase"

                fill: erases ? Theme.accentSoft : Theme.card
                fillPressed: Theme.accentSoft
                height: keys.keyHeight
                ink: erases ? Theme.accent : Theme.ink
                objectName: erases ? "phone.erase" : "phone.digit." + modelData
                opacity: modelData === "" ? 0 : 1
                enabled: modelData !== ""
                text: erases ? page.say("phone.erase", {}) : modelData
                textSize: (erases ? 48 : 72) * Theme.u
                width: keys.keyWidth
                onTapped: erases ? page.bridge.tap("erase", "") : page.bridge.tap("digit", modelData)
            }
        }
    }
    BigButton {
        id: confirm
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        available: page.screen.complete
        height: (page.wide ? 150 : 170) * Theme.u
        objectName: "phone.confirm"
        text: page.say("phone.confirm", {})
        textSize: 56 * Theme.u
        width: number.width
        onTapped: page.bridge.tap("confirm", "")
    }
}
