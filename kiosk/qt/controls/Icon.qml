pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// A sign on a round ground.
Rectangle {
    id: icon

    property string name
    property real size: 120 * Theme.u

    color: Theme.accent
    height: size
    radius: size / 2
    width: size

    Image {
        anchors.centerIn: parent
        fillMode: Image.PreserveAspectFit
        height: parent.size * 0.6
        source: icon.name === "" ? "" : "image://sign/" + String(Theme.accentInk).slice(1) + "/" + Qt.resolvedUrl("../icons/" + icon.name + ".svg")
        sourceSize: Qt.size(Math.max(1, width), Math.max(1, height))
        width: height
    }
}
