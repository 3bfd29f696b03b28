import QtQuick
import Hallcall

// The warning that what is shown may not be true any more.
Rectangle {
    id: banner

    required property var words
    property string name
    property real size: 34 * Theme.u
    property bool stacked: false
    property bool lowest: false

    color: Theme.bad
    implicitHeight: visible ? size * (stacked ? 3 : 2) : 0
    visible: words !== null && words !== undefined

    Bleed {
        overBottom: banner.lowest
        overLeft: true
        overRight: true
    }
    Bilingual {
        readonly property string text: (words?.zh ?? "") + " " + (words?.en ?? "")

        anchors.centerIn: parent
        beside: !banner.stacked
        color: Theme.accentInk
        englishSize: banner.size * 0.85
        flush: Grid.AlignHCenter
        maximumWidth: banner.width - banner.size
        objectName: banner.name
        size: banner.size
        words: banner.words
    }
}
