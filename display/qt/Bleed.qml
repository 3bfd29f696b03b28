import QtQuick
import Hallcall

// What reaches the edges of the screen reaches beyond them, since the picture wanders.
Rectangle {
    property bool overLeft: false
    property bool overRight: false
    property bool overTop: false
    property bool overBottom: false
    readonly property real beyond: 6 * Theme.u

    anchors.bottomMargin: overBottom ? -beyond : 0
    anchors.fill: parent
    anchors.leftMargin: overLeft ? -beyond : 0
    anchors.rightMargin: overRight ? -beyond : 0
    anchors.topMargin: overTop ? -beyond : 0
    color: (parent as Rectangle).color
    z: -1
}
