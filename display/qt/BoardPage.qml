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
        value: Math.min(page.width, page.height) / 1080
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
        height: page.standing ? 520 * Theme.u : (page.bodyBottom + page.margin / 2 - page.bodyTop) * 0.54
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
        y: page.standing ? page.bodyBottom - height : large.y + large.height
                           + page.margin / 2
    }
    RecentCalls {
        columns: page.standing ? 2 : 1
        count: page.screen.calls.length
        known: page.screen.known
        height: (page.standing ? waiting.y - page.margin / 2 : page.bodyBottom) - y
        label: page.label
        model: page.bridge.rows("calls")
        rows: page.standing ? 6 : 7
        width: page.standing ? large.width : page.width - x - page.margin
        x: page.standing ? page.margin : large.x + large.width + page.margin
        y: page.standing ? large.y + large.height + page.margin / 2 : page.bodyTop
    }
}
