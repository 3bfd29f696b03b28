import QtQuick
import Hallcall

// A supervisor's way to the hall, with what nobody has looked at yet.
SmallButton {
    id: button

    required property string alarms

    implicitHeight: 96 * Theme.u

    Rectangle {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.bad
        height: count.implicitHeight + 12 * Theme.u
        radius: height / 2
        visible: button.alarms !== ""
        width: count.implicitWidth + 1.6 * Theme.gap

        PlainText {
            id: count
            anchors.centerIn: parent
            color: Theme.accentInk
            font.bold: true
            objectName: "panel.alarms"
            text: button.alarms
        }
    }
}
