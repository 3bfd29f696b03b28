import QtQuick
import Hallcall

// A picture beside the calls. The one before it stays until it is there; no transition.
Rectangle {
    id: frame

    required property var bridge
    readonly property string url: bridge.screen.picture ?? ""

    color: Theme.nightCard
    radius: Theme.radius
    visible: url !== ""

    Image {
        anchors.fill: parent
        anchors.margins: Theme.gap / 4
        asynchronous: true
        autoTransform: true
        cache: false
        fillMode: Image.PreserveAspectFit
        objectName: "board.picture"
        retainWhileLoading: true
        source: frame.url
        sourceSize: Qt.size(Math.max(1, width), Math.max(1, height))

        onStatusChanged: if (status === Image.Error) {
            frame.bridge.tap("picture_broken", source.toString());
        }
    }
}
