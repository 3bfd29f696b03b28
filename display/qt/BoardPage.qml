import QtQuick
import Hallcall

// The board of a zone, lying or standing.
Item {
    id: page

    required property var bridge
    readonly property var screen: bridge.screen
    readonly property bool standing: height > width
    readonly property real margin: Theme.gap * 1.25
    readonly property real bodyTop: header.height + banner.height + margin
    readonly property real bodyBottom: height - (strip.visible ? strip.height + margin / 2 : 0) - margin / 2

    function label(key: string): var {
        return {
            "zh": page.bridge.texts[key],
            "en": page.bridge.english[key]
        };
    }

    objectName: "page.board"

    Binding {
        property: "u"
        target: Theme
        value: Math.min(Math.min(page.width, page.height) / 1080, Math.max(page.width, page.height) / 1920)
    }
    BoardHeader {
        id: header
        screen: page.screen
        standing: page.standing
        width: parent.width
    }
    StaleBanner {
        id: banner
        anchors.top: header.bottom
        name: "board.stale"
        stacked: page.standing
        width: parent.width
        words: page.screen.stale
    }
    NoticeStrip {
        id: strip
        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.margin / 2
        width: page.width - 2 * page.margin
        words: page.screen.notice
        x: page.margin
    }
    LargeCalls {
        id: large
        height: page.standing ? (picture.visible ? 440 : 520) * Theme.u : (page.bodyBottom + page.margin / 2 - page.bodyTop) * 0.54
        label: page.label
        model: page.bridge.rows("large")
        screen: page.screen
        width: page.standing ? page.width - 2 * page.margin : page.width * 0.57
        x: page.margin
        y: page.bodyTop
    }
    WaitingLines {
        id: waiting
        height: page.standing ? (strip.visible ? 330 : 420) * Theme.u : page.bodyBottom - y
        label: page.label
        model: page.bridge.rows("waiting")
        rows: strip.visible ? 3 : 4
        screen: page.screen
        width: large.width
        x: page.margin
        y: page.standing ? page.bodyBottom - height : large.y + large.height + page.margin / 2
    }
    RecentCalls {
        id: recent
        readonly property real floor: page.standing ? waiting.y - page.margin / 2 : page.bodyBottom

        columns: page.standing || picture.visible ? 2 : 1
        count: page.screen.calls.length
        height: picture.visible ? picture.y - page.margin / 2 - y : floor - y
        known: page.screen.known
        label: page.label
        model: page.bridge.rows("calls")
        rows: columns === 2 ? 6 : 7
        width: page.standing ? large.width : page.width - x - page.margin
        x: page.standing ? page.margin : large.x + large.width + page.margin
        y: page.standing ? large.y + large.height + page.margin / 2 : page.bodyTop
    }
    PictureFrame {
        id: picture
        readonly property real room: recent.floor - recent.y

        bridge: page.bridge
        height: page.standing ? room - 440 * Theme.u : Math.min(width * 9 / 16, room / 2)
        width: recent.width
        x: recent.x
        y: recent.floor - height
    }
}
