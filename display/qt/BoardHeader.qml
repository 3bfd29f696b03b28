import QtQuick
import Hallcall

// The hall, its zone, the date and the clock.
Rectangle {
    id: header

    required property var screen

    color: Theme.nightCard
    implicitHeight: 132 * Theme.u

    Bilingual {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 2
        anchors.verticalCenter: parent.verticalCenter
        bold: true
        size: 52 * Theme.u
        englishSize: 28 * Theme.u
        width: parent.width - wall.width - Theme.gap * 4
        words: ({
                    "zh": header.screen.hall.zh + " · " + header.screen.zone.zh,
                    "en": header.screen.hall.en + " · " + header.screen.zone.en
                })
    }
    Row {
        id: wall
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap * 2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Bilingual {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.nightMuted
            englishSize: 28 * Theme.u
            flush: Text.AlignRight
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
