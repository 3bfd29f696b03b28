import QtQuick
import Hallcall

// A frame that comes and goes calmly around what is new: under one change a second, never a flicker.
Rectangle {
    id: pulse

    property bool on: false

    border.color: Theme.nightAccent
    border.width: Math.max(2, 8 * Theme.u)
    color: "transparent"
    radius: Theme.radius
    visible: on

    SequentialAnimation on opacity {
        loops: Animation.Infinite
        running: pulse.on

        NumberAnimation {
            duration: 900
            easing.type: Easing.InOutSine
            from: 1
            to: 0.25
        }
        NumberAnimation {
            duration: 900
            easing.type: Easing.InOutSine
            from: 0.25
            to: 1
        }
    }
}
