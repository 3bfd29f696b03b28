import QtQuick
import Hallcall

// A picture or a video beside the calls. What was there before stays until the next is; no transition.
Rectangle {
    id: frame

    required property var bridge
    readonly property var picture: bridge.screen.picture
    readonly property var video: bridge.moving

    color: Theme.nightCard
    radius: Theme.radius
    visible: picture !== null && picture !== undefined

    Binding {
        property: "room"
        target: frame.video
        value: Qt.size(Math.max(0, shown.width * Screen.devicePixelRatio), Math.max(0, shown.height * Screen.devicePixelRatio))
        when: frame.video !== null
    }
    Image {
        id: shown

        // Whole dots: a frame that lay between them would be scaled once more.
        readonly property int inset: Math.ceil(Theme.gap / 4)
        readonly property string wanted: (frame.picture?.moving ? frame.video?.frame : frame.picture?.url) ?? ""

        autoTransform: true
        cache: false
        fillMode: Image.PreserveAspectFit
        height: Math.floor(frame.height) - 2 * inset
        objectName: "board.picture"
        retainWhileLoading: true
        sourceSize: Qt.size(Math.max(1, width), Math.max(1, height))
        width: Math.floor(frame.width) - 2 * inset
        x: inset
        y: inset

        function show(): void {
            if (wanted !== "") {
                asynchronous = wanted.startsWith("file:");
                source = wanted;
            }
        }

        onStatusChanged: if (status === Image.Error && asynchronous) {
            frame.bridge.tap("picture_broken", source.toString());
        }
        onWantedChanged: show()
        Component.onCompleted: show()
    }
}
