import QtQuick
import Hallcall

// The sign over one window: which window, whose turn, what goes on.
Item {
    id: page

    required property var bridge
    readonly property var screen: bridge.screen
    readonly property real unit: Math.min(width / 1920, height / 360)
    readonly property real bodyHeight: height - banner.height
    readonly property color lamp: ({
            "calling": Theme.good,
            "serving": Theme.accent,
            "paused": Theme.warn
        })[screen.lamp] ?? Theme.nightCard

    readonly property color lampInk: lamp === Theme.nightCard ? Theme.nightInk : Theme.accentInk

    objectName: "page.window"

    Binding {
        property: "u"
        target: Theme
        value: page.unit
    }
    Rectangle {
        id: plate
        color: Theme.nightCard
        height: page.bodyHeight
        width: 430 * page.unit

        Bleed {
            overBottom: true
            overLeft: true
            overTop: true
        }
        PlainText {
            anchors.left: parent.left
            anchors.leftMargin: 24 * page.unit
            anchors.right: unitName.left
            anchors.rightMargin: 12 * page.unit
            color: Theme.nightInk
            font.bold: true
            font.pixelSize: Math.max(1, 230 * page.unit)
            fontSizeMode: Text.Fit
            height: page.bodyHeight
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: 12
            objectName: "window.number"
            text: page.screen.window
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.NoWrap
        }
        Bilingual {
            id: unitName
            anchors.right: parent.right
            anchors.rightMargin: 28 * page.unit
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.nightMuted
            flush: Grid.AlignHCenter
            size: 44 * page.unit
            words: ({
                        "zh": page.bridge.texts["sign.window"],
                        "en": page.bridge.english["sign.window"]
                    })
        }
    }
    PlainText {
        id: ticket
        anchors.left: plate.right
        color: page.screen.lamp === "calling" ? Theme.nightAccent : Theme.nightInk
        font.bold: true
        font.pixelSize: Math.max(1, 250 * page.unit)
        fontSizeMode: Text.Fit
        height: page.bodyHeight
        horizontalAlignment: Text.AlignHCenter
        leftPadding: 30 * page.unit
        minimumPixelSize: 12
        objectName: "window.ticket"
        rightPadding: 30 * page.unit
        text: page.screen.ticket
        verticalAlignment: Text.AlignVCenter
        visible: text !== ""
        width: 860 * page.unit
        wrapMode: Text.NoWrap
    }
    Rectangle {
        anchors.left: ticket.visible ? ticket.right : plate.right
        anchors.right: parent.right
        color: page.lamp
        height: page.bodyHeight

        Bleed {
            overBottom: true
            overRight: true
            overTop: true
        }
        Column {
            anchors.centerIn: parent
            spacing: 10 * page.unit
            width: parent.width - 60 * page.unit

            Bilingual {
                anchors.horizontalCenter: parent.horizontalCenter
                bold: true
                color: page.lampInk
                englishSize: 54 * page.unit
                flush: Grid.AlignHCenter
                objectName: "window.status"
                size: 96 * page.unit
                words: page.screen.status

                readonly property string text: words?.zh ?? ""
            }
            PlainText {
                color: page.lampInk
                font.pixelSize: Math.max(1, 48 * page.unit)
                fontSizeMode: Text.Fit
                height: Math.min(implicitHeight, 112 * page.unit)
                horizontalAlignment: Text.AlignHCenter
                minimumPixelSize: 12
                objectName: "window.note"
                text: page.screen.note
                visible: text !== ""
                width: parent.width
            }
        }
    }
    Pulse {
        anchors.fill: ticket
        anchors.margins: 12 * page.unit
        border.width: Math.max(2, 6 * page.unit)
        on: page.screen.fresh && ticket.visible
    }
    StaleBanner {
        id: banner
        anchors.bottom: parent.bottom
        lowest: true
        name: "window.stale"
        size: 26 * page.unit
        width: parent.width
        words: page.screen.stale
    }
}
