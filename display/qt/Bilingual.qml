import QtQuick
import Hallcall

// The same words in both languages, the English smaller below the Chinese, or beside it.
Grid {
    id: both

    property color color: Theme.nightInk
    property bool bold: false
    property int flush: Text.AlignLeft
    property real size: Theme.body
    property real englishSize: size * 0.6
    property bool beside: false
    property var words: ({})

    columnSpacing: size * 0.4
    columns: beside ? 2 : 1
    horizontalItemAlignment: flush === Text.AlignRight ? Grid.AlignRight : flush
                                                         === Text.AlignHCenter ? Grid.AlignHCenter : Grid.AlignLeft
    verticalItemAlignment: Grid.AlignVCenter

    PlainText {
        color: both.color
        elide: Text.ElideRight
        font.bold: both.bold
        font.pixelSize: Math.max(1, both.size)
        text: both.words ? both.words.zh ?? "" : ""
        wrapMode: Text.NoWrap
    }
    PlainText {
        color: both.color
        elide: Text.ElideRight
        font.pixelSize: Math.max(1, both.englishSize)
        text: both.words ? both.words.en ?? "" : ""
        wrapMode: Text.NoWrap
    }
}
