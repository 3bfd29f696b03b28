import QtQuick
import Hallcall

// The hall, its zone, the date and the clock.
Rectangle {
    id: header

    required property var screen
    property bool standing: false
    readonly property real lineHeight: 132 * Theme.u

    color: Theme.nightCard
    implicitHeight: standing ? 2 * lineHeight : lineHeight

    Bleed {
        overLeft: true
        overRight: true
        overTop: true
    }
    Logo {
        id: logo
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 2
        height: header.lineHeight - Theme.gap * 1.5
        width: visible ? Math.min(implicitWidth, parent.width * 0.2) : 0
        y: (header.lineHeight - height) / 2
    }
    Bilingual {
        anchors.left: logo.right
        anchors.leftMargin: logo.visible ? Theme.gap : 0
        bold: true
        englishSize: 28 * Theme.u
        maximumWidth: header.width - x - Theme.gap * 2 - (header.standing ? 0 : wall.width + Theme.gap)
        size: 52 * Theme.u
        y: (header.lineHeight - height) / 2
        words: ({
                    "zh": header.screen.hall.zh + " · " + header.screen.zone.zh,
                    "en": header.screen.hall.en + " · " + header.screen.zone.en
                })
    }
    Row {
        id: wall
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap * 2
        spacing: Theme.gap
        y: header.height - (header.lineHeight + height) / 2

        Bilingual {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.nightMuted
            englishSize: 28 * Theme.u
            flush: Grid.AlignRight
            size: 34 * Theme.u
            words: header.screen.clock.date
        }
        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.nightInk
            font.bold: true
            font.pixelSize: 84 * Theme.u
            objectName: "board.clock"
            text: header.screen.clock.time
        }
    }
}
