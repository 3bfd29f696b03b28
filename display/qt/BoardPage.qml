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
    LargeCalls {
        id: large
        height: page.standing ? 520 * Theme.u : (page.height - page.bodyTop) * 0.54
        label: page.label
        model: page.bridge.rows("large")
        screen: page.screen
        width: page.standing ? page.width - 2 * page.margin : page.width * 0.57
        x: page.margin
        y: page.bodyTop
    }
    WaitingLines {
        id: waiting
        height: page.standing ? 420 * Theme.u : page.height - y - page.margin / 2
        label: page.label
        model: page.bridge.rows("waiting")
        screen: page.screen
        width: large.width
        x: page.margin
        y: page.standing ? page.height - height - page.margin / 2 : large.y + large.height
                           + page.margin / 2
    }
    RecentCalls {
        columns: page.standing ? 2 : 1
        count: page.screen.calls.length
        known: page.screen.known
        height: (page.standing ? waiting.y : page.height) - y - page.margin / 2
        label: page.label
        model: page.bridge.rows("calls")
        rows: page.standing ? 6 : 7
        width: page.standing ? large.width : page.width - x - page.margin
        x: page.standing ? page.margin : large.x + large.width + page.margin
        y: page.standing ? large.y + large.height + page.margin / 2 : page.bodyTop
    }
}
