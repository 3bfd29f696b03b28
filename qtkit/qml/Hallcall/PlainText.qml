import QtQuick

// A text that never reads what it shows as markup, and shrinks before it is cut off.
Text {
    color: Theme.ink
    font.family: Theme.fontFamily
    font.pixelSize: Math.max(1, Theme.body)
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
}
