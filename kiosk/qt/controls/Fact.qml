pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// A small sheet with one fact: what it is, and how much.
Card {
    id: fact

    property string icon
    property string label
    property string value
    property string valueName
    property bool narrow: false
    readonly property bool flat: height < 119 * Theme.u

    Icon {
        id: sign
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        name: fact.icon
        size: Math.min(84 * Theme.u, fact.height * 0.62)
    }
    Column {
        anchors.left: sign.right
        anchors.margins: Theme.gap
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: fact.flat ? 0 : 4 * Theme.u

        PlainText {
            color: Theme.muted
            font.pixelSize: Math.max(1, fact.flat ? Math.min(Theme.small, fact.height * 0.24) : Theme.small)
            fontSizeMode: fact.narrow ? Text.HorizontalFit : Text.FixedSize
            maximumLineCount: fact.narrow ? 1 : 9
            minimumPixelSize: 12
            text: fact.label
            width: parent.width
        }
        PlainText {
            font.bold: true
            font.pixelSize: Math.max(1, fact.flat ? Math.min(44 * Theme.u, fact.height * 0.36) : 44 * Theme.u)
            fontSizeMode: Text.HorizontalFit
            maximumLineCount: 1
            minimumPixelSize: 12
            objectName: fact.valueName
            text: fact.value
            width: parent.width
        }
    }
}
