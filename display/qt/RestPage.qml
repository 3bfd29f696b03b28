import QtQuick
import Hallcall

// A screen at rest: dark, with a few words that are somewhere else every twenty seconds.
Item {
    id: page

    required property var screen
    readonly property var rest: screen.rest
    readonly property bool flat: width > height * 3
    // Dark where the hall's boards are light, too.
    readonly property bool light: Theme.night.hslLightness > 0.5
    readonly property color ground: light ? Theme.ink : Theme.night
    readonly property color ink: light ? Theme.card : Theme.nightMuted

    objectName: "page.rest"

    Binding {
        property: "u"
        target: Theme
        value: page.flat ? Math.min(page.width / 1920, page.height / 360) : Math.min(Math.min(page.width, page.height) / 1080, Math.max(page.width, page.height) / 1920)
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: -6 * Theme.u
        color: page.ground
    }
    Row {
        id: saying
        spacing: Theme.gap * 2
        x: Theme.gap + Math.max(0, page.width - width - Theme.gap * 2) * (page.rest.place % 3) / 2
        y: Theme.gap + Math.max(0, page.height - height - Theme.gap * 2) * page.rest.place / 6

        PlainText {
            anchors.verticalCenter: parent.verticalCenter
            color: page.ink
            font.pixelSize: 84 * Theme.u
            objectName: "rest.clock"
            text: page.screen.clock.time
        }
        Column {
            spacing: Theme.gap / 2

            Bilingual {
                color: page.ink
                maximumWidth: page.width * 0.6
                objectName: "rest.title"
                size: 40 * Theme.u
                words: page.rest.title

                readonly property string text: words?.zh ?? ""
            }
            Bilingual {
                beside: true
                color: page.ink
                maximumWidth: page.width * 0.6
                size: 32 * Theme.u
                words: page.rest.words
            }
            Bilingual {
                beside: true
                color: page.ink
                maximumWidth: page.width * 0.6
                objectName: "rest.opens"
                size: 32 * Theme.u
                visible: page.rest.opens !== null && page.rest.opens !== undefined
                words: page.rest.opens

                readonly property string text: words?.zh ?? ""
            }
        }
    }
}
