pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// One screen, between header and footer.
Item {
    id: page

    required property var bridge
    required property var screen
    readonly property bool wide: width > height
    readonly property bool mirrored: bridge.right_to_left
    property string title
    // What stands beside the title, at its end.
    property real beside: 0
    // Above this, in the page, nothing is to be touched; `bodyReach` is the same in `content`.
    property real reach: 0
    readonly property real bodyReach: Math.max(0, reach - body.y)

    // What is left for the page's own items, below the title.
    default property alias content: body.data
    readonly property real contentWidth: body.width
    readonly property real contentHeight: body.height

    function say(key: string, facts: var): string {
        let text = page.bridge.texts[key] ?? "";
        for (const name in facts)
            text = text.replace("{" + name + "}", page.isolated(facts[name]));
        return text;
    }

    // A number keeps its direction among words that run the other way.
    function isolated(fact: var): string {
        return page.mirrored ? "\u2068" + fact + "\u2069" : String(fact);
    }

    // Why something is closed, and when it opens again: the words of a `Closable`.
    function whyClosed(closable: var, separator: string): string {
        const why = closable.closed_note ? closable.closed_note : page.say(closable.closed_reason, {});
        return closable.back ? why + separator + page.say("closed.back", {
            time: closable.back
        }) : why;
    }

    // Python's None arrives as undefined in a map, as null elsewhere.
    function given(value: var): bool {
        return value !== undefined && value !== null;
    }

    objectName: "page." + screen.kind

    PlainText {
        id: heading
        anchors.left: parent.left
        anchors.margins: Theme.gap * 2
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap * 2 + page.beside
        anchors.top: parent.top
        anchors.topMargin: Theme.gap
        font.bold: true
        font.pixelSize: Math.max(1, Theme.title)
        fontSizeMode: Text.HorizontalFit
        height: visible ? implicitHeight : 0
        maximumLineCount: 1
        minimumPixelSize: 28
        objectName: "screen.title"
        text: page.title
        visible: text !== ""
    }
    Item {
        id: body
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.gap * 2
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.topMargin: Theme.gap
    }
}
