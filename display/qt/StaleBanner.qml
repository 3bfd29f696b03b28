import QtQuick
import Hallcall

// The warning that what is shown may not be true any more.
Rectangle {
    id: banner

    required property var words
    property string name
    property real size: 34 * Theme.u

    color: Theme.bad
    implicitHeight: words ? size * 2 : 0
    visible: words !== null && words !== undefined

    Bilingual {
        anchors.centerIn: parent
        beside: true
        color: Theme.accentInk
        englishSize: banner.size * 0.85
        objectName: banner.name
        size: banner.size
        words: banner.words

        readonly property string text: banner.words ? banner.words.zh + " " + banner.words.en : ""
    }
}
