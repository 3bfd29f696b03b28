pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// A page that only says something: large, in both languages, with a sign.
Page {
    id: notice

    property string icon
    property bool iconVisible: true
    property string heading
    property string otherHeading
    property string reason
    property string reasonName
    property string advice
    property string footnote
    property color tint: Theme.accent
    property alias extra: below.data

    Column {
        anchors.centerIn: parent
        spacing: Theme.gap * 1.5
        width: Math.min(parent.width, 1300 * Theme.u)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: notice.tint
            name: notice.icon
            size: (notice.wide ? 150 : 220) * Theme.u
            visible: notice.iconVisible
        }
        PlainText {
            color: notice.tint
            font.bold: true
            font.pixelSize: Math.max(1, (notice.wide ? 72 : 84) * Theme.u)
            horizontalAlignment: Text.AlignHCenter
            objectName: "screen.title"
            text: notice.heading
            width: parent.width
        }
        PlainText {
            color: Theme.muted
            font.pixelSize: Math.max(1, Theme.large)
            horizontalAlignment: Text.AlignHCenter
            text: notice.otherHeading
            visible: text !== ""
            width: parent.width
        }
        PlainText {
            font.pixelSize: Math.max(1, Theme.large)
            horizontalAlignment: Text.AlignHCenter
            objectName: notice.reasonName
            text: notice.reason
            visible: text !== ""
            width: parent.width
        }
        Column {
            id: below
            spacing: Theme.gap
            width: parent.width
        }
        PlainText {
            font.pixelSize: Math.max(1, Theme.large)
            horizontalAlignment: Text.AlignHCenter
            text: notice.advice
            visible: text !== ""
            width: parent.width
        }
    }
    PlainText {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        color: Theme.muted
        font.pixelSize: Math.max(1, Theme.small)
        horizontalAlignment: Text.AlignHCenter
        objectName: "technician.note"
        text: notice.footnote
        visible: text !== ""
        width: parent.width
    }
}
