import QtQuick
import Hallcall

// What the hall has to say, one notice after the other: nothing scrolls, and nothing is cut off.
Rectangle {
    id: strip

    required property var words
    readonly property bool some: words !== null && words !== undefined
    readonly property bool both: some && words.zh !== "" && words.en !== ""
    readonly property bool standing: width < 1.5 * 1080 * Theme.u
    readonly property real partWidth: both && !standing ? (width - Theme.gap * 3) / 2 : width - Theme.gap * 2
    readonly property real partHeight: both && standing ? height / 2 : height

    color: Theme.nightCard
    implicitHeight: (standing ? 168 : 112) * Theme.u
    radius: Theme.radius / 2
    visible: some

    PlainText {
        id: zh
        color: Theme.nightInk
        font.pixelSize: Math.max(1, Theme.body)
        fontSizeMode: Text.Fit
        height: strip.partHeight
        minimumPixelSize: 10
        objectName: "board.notice"
        text: strip.some ? strip.words.zh : ""
        verticalAlignment: Text.AlignVCenter
        visible: text !== ""
        width: strip.partWidth
        x: Theme.gap
    }
    PlainText {
        color: Theme.nightInk
        font.pixelSize: Math.max(1, Theme.body * (strip.both ? 0.85 : 1))
        fontSizeMode: Text.Fit
        height: strip.partHeight
        minimumPixelSize: 10
        objectName: "board.notice.english"
        text: strip.some ? strip.words.en : ""
        verticalAlignment: Text.AlignVCenter
        visible: text !== ""
        width: strip.partWidth
        x: strip.both && !strip.standing ? zh.x + zh.width + Theme.gap : Theme.gap
        y: strip.both && strip.standing ? zh.height : 0
    }
}
