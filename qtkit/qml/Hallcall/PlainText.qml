import QtQuick

// A text that never reads what it shows as markup, and begins where its page does.
Text {
    color: Theme.ink
    font.family: Theme.fontFamily
    font.pixelSize: Math.max(1, Theme.body)
    horizontalAlignment: Text.AlignLeft
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
}
