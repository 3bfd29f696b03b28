import QtQuick
import QtQuick.Layouts
import Hallcall

// One line of waiting tickets: its name, how long the oldest has waited, how many wait.
RowLayout {
    id: line

    required property var row

    height: 52 * Theme.u
    spacing: Theme.gap / 2

    PlainText {
        Layout.fillWidth: true
        color: Theme.muted
        elide: Text.ElideRight
        text: line.row.name
        wrapMode: Text.NoWrap
    }
    PlainText {
        color: Theme.muted
        text: line.row.oldest
        wrapMode: Text.NoWrap
    }
    PlainText {
        Layout.preferredWidth: 90 * Theme.u
        font.bold: true
        horizontalAlignment: Text.AlignRight
        objectName: "panel.waiting." + line.row.group_id
        text: line.row.waiting
    }
}
