pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// An appointment, by its code or by the card with which it was booked.
// A scanner that types like a keyboard types the code of a QR code, too.
Page {
    id: page

    readonly property string otherWay: {
        if (!screen.scanner)
            return "check_in.card";
        return screen.card_reader ? "check_in.scanner_or_card" : "check_in.scanner";
    }

    function typed(text: string): void {
        for (const letter of text.toUpperCase())
            bridge.tap("key", letter);
    }

    focus: true
    title: say("check_in.title", {})

    Keys.onBackPressed: bridge.tap("erase", "")
    Keys.onEnterPressed: bridge.tap("confirm", "")
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            page.bridge.tap("erase", "");
        else
            page.typed(event.text);
    }
    Keys.onReturnPressed: bridge.tap("confirm", "")

    component Key: BigButton {
        required property string modelData

        fill: Theme.card
        fillPressed: Theme.accentSoft
        height: keys.keyHeight
        ink: Theme.ink
        objectName: "check_in.key." + modelData
        text: modelData
        textSize: 52 * Theme.u
        width: keys.keyWidth
        onTapped: page.bridge.tap("key", modelData)
    }

    Column {
        id: asked
        anchors.left: parent.left
        spacing: Theme.gap
        width: page.wide ? parent.width * 0.36 : parent.width

        Card {
            border.color: Theme.accent
            border.width: Math.max(2, 4 * Theme.u)
            height: 150 * Theme.u
            width: parent.width

            PlainText {
                anchors.fill: parent
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: Theme.gap
                color: page.screen.code === "" ? Theme.muted : Theme.ink
                font.bold: page.screen.code !== ""
                font.letterSpacing: page.screen.code === "" ? 0 : 8 * Theme.u
                font.pixelSize: Math.max(1, (page.screen.code === "" ? 48 : 76) * Theme.u)
                fontSizeMode: Text.Fit
                horizontalAlignment: Text.AlignHCenter
                minimumPixelSize: 16
                objectName: "check_in.code"
                text: page.screen.code === "" ? page.say("check_in.prompt", {}) : page.screen.code
                verticalAlignment: Text.AlignVCenter
            }
        }
        PlainText {
            color: Theme.muted
            text: page.say("check_in.hint", {})
            width: parent.width
        }
        PlainText {
            color: page.screen.hint === "" ? Theme.accent : Theme.warn
            font.bold: true
            font.pixelSize: Math.max(1, 44 * Theme.u)
            objectName: "check_in.card"
            text: page.screen.hint === "" ? page.say(page.otherWay, {}) : page.say("check_in.hint." + page.screen.hint, {})
            visible: page.screen.card_reader || page.screen.scanner
            width: parent.width
        }
    }
    Flow {
        id: keys
        layoutDirection: page.mirrored ? Qt.RightToLeft : Qt.LeftToRight // keys never turn round

        readonly property int columns: Theme.keysBeside(width, spacing, page.wide ? 7 : 6)

        readonly property real keyHeight: Math.min(150 * Theme.u, Math.floor((height - spacing * (lines - 1)) / lines))
        readonly property real keyWidth: Math.floor((width - spacing * (columns - 1)) / columns)
        readonly property int lines: Math.ceil((page.screen.keys.length + 2) / columns)

        anchors.bottom: page.wide ? parent.bottom : confirm.top
        anchors.bottomMargin: Theme.gap / 2
        anchors.right: parent.right
        height: (page.wide ? page.contentHeight : confirm.y - Math.max(asked.height + Theme.gap, page.bodyReach)) - Theme.gap / 2
        spacing: Theme.gap / 2
        width: page.wide ? parent.width - asked.width - Theme.gap * 2 : parent.width

        Repeater {
            model: page.screen.keys

            Key {
            }
        }
        BigButton {
            fill: Theme.accentSoft
            fillPressed: Theme.card
            height: keys.keyHeight
            ink: Theme.accent
            objectName: "check_in.erase"
            text: page.say("check_in.erase", {})
            textSize: Theme.body
            width: keys.keyWidth * 2 + keys.spacing
            onTapped: page.bridge.tap("erase", "")
        }
    }
    BigButton {
        id: confirm
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        available: page.screen.complete
        height: 150 * Theme.u
        objectName: "check_in.confirm"
        text: page.say("check_in.confirm", {})
        width: asked.width
        onTapped: page.bridge.tap("confirm", "")
    }
}
