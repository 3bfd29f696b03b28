pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Hallcall

// Who would be called next, and why: to look at. Its place is kept for five.
ColumnLayout {
    id: upcoming

    required property string title
    required property var tickets
    readonly property int places: 5

    spacing: 0

    Rectangle {
        Layout.fillWidth: true
        color: Theme.line
        implicitHeight: Math.max(1, 2 * Theme.u)
    }
    PlainText {
        Layout.bottomMargin: 6 * Theme.u
        Layout.topMargin: Theme.gap / 2
        font.bold: true
        objectName: "side.next"
        text: upcoming.title || " "
    }
    Repeater {
        model: upcoming.places

        delegate: RowLayout {
            id: place

            required property int index
            readonly property var ticket: upcoming.tickets[index] ?? null

            Layout.fillWidth: true
            Layout.preferredHeight: 58 * Theme.u
            spacing: Theme.gap / 2

            PlainText {
                Layout.preferredWidth: 150 * Theme.u
                font.bold: true
                objectName: "side.next." + place.index
                text: place.ticket?.number ?? ""
                wrapMode: Text.NoWrap
            }
            PlainText {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                elide: Text.ElideRight
                text: place.ticket?.service ?? ""
                wrapMode: Text.NoWrap
            }
            PlainText {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                color: Theme.muted
                elide: Text.ElideRight
                objectName: "side.next." + place.index + ".why"
                text: place.ticket?.why ?? ""
                wrapMode: Text.NoWrap
            }
            PlainText {
                Layout.preferredWidth: 120 * Theme.u
                color: Theme.muted
                horizontalAlignment: Text.AlignRight
                text: place.ticket?.waited ?? ""
                wrapMode: Text.NoWrap
            }
        }
    }
}
