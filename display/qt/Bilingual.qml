import QtQuick
import Hallcall

// The same words in both languages, the English smaller below the Chinese, or beside it. What does
// not fit into the greatest width gets smaller.
Grid {
    id: both

    property bool beside: false
    property bool bold: false
    property color color: Theme.nightInk
    property real englishSize: size * (beside ? 0.75 : 0.6)
    property int flush: Grid.AlignLeft
    property real maximumWidth: Number.POSITIVE_INFINITY
    property real size: Theme.body
    property var words

    readonly property real partWidth: beside ? (maximumWidth - columnSpacing) / 2 : maximumWidth

    columnSpacing: size * 0.4
    columns: beside ? 2 : 1
    horizontalItemAlignment: flush
    verticalItemAlignment: Grid.AlignVCenter

    PlainText {
        color: both.color
        font.bold: both.bold
        font.pixelSize: Math.max(1, both.size)
        fontSizeMode: Text.HorizontalFit
        height: contentHeight // of the smaller letters, should it be smaller
        minimumPixelSize: 10
        text: both.words?.zh ?? ""
        width: Math.min(implicitWidth, both.partWidth)
        wrapMode: Text.NoWrap
    }
    PlainText {
        color: both.color
        font.pixelSize: Math.max(1, both.englishSize)
        fontSizeMode: Text.HorizontalFit
        height: contentHeight // of the smaller letters, should it be smaller
        minimumPixelSize: 10
        text: both.words?.en ?? ""
        width: Math.min(implicitWidth, both.partWidth)
        wrapMode: Text.NoWrap
    }
}
