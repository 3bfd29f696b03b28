import QtQuick
import Hallcall

// A frame that comes and goes calmly around what is new: under one change a second, never a flicker.
// Where no graphics processor draws, it goes from one to the other at once: a smooth change takes a
// fifth of a core as long as anybody is called.
Rectangle {
    id: pulse

    property bool on: false
    readonly property real dim: 0.25
    readonly property int halfMs: 900
    readonly property bool gentle: GraphicsInfo.api !== GraphicsInfo.Software

    border.color: Theme.nightAccent
    border.width: Math.max(2, 8 * Theme.u)
    color: "transparent"
    radius: Theme.radius
    visible: on

    onOnChanged: opacity = 1

    SequentialAnimation on opacity {
        loops: Animation.Infinite
        running: pulse.on && pulse.gentle

        NumberAnimation {
            duration: pulse.halfMs
            easing.type: Easing.InOutSine
            from: 1
            to: pulse.dim
        }
        NumberAnimation {
            duration: pulse.halfMs
            easing.type: Easing.InOutSine
            from: pulse.dim
            to: 1
        }
    }
    Timer {
        interval: pulse.halfMs
        repeat: true
        running: pulse.on && !pulse.gentle

        onTriggered: pulse.opacity = pulse.opacity === 1 ? pulse.dim : 1
    }
}
