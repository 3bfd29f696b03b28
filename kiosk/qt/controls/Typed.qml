import QtQuick
import Hallcall

// What was typed, in the middle of its field; smaller where the field is narrow.
PlainText {
    anchors.fill: parent
    anchors.leftMargin: Theme.gap / 2
    anchors.rightMargin: Theme.gap / 2
    font.bold: true
    fontSizeMode: Text.HorizontalFit
    horizontalAlignment: Text.AlignHCenter
    maximumLineCount: 1
    minimumPixelSize: 16
    verticalAlignment: Text.AlignVCenter
}
