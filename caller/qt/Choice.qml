import QtQuick
import QtQuick.Layouts
import Hallcall

// One entry of a list: its key, its name, a fact, and, where there is more to say, a second line.
Rectangle {
    id: choice

    required property int index
    required property var row
    property string key
    property string text
    property string note
    property string detail
    property string tone
    property bool marked: false
    readonly property color ink: tone === "bad" ? Theme.bad : tone === "warn" ? Theme.warn : Theme.muted

    signal tapped

    border.color: marked ? Theme.accent : Theme.line
    border.width: marked ? 2 : 1
    color: area.pressed || marked ? Theme.accentSoft : Theme.card
    height: Math.max(96 * Theme.u, words.implicitHeight + 24 * Theme.u)
    radius: 14 * Theme.u
    width: ListView.view.width

    Accessible.name: text
    Accessible.role: Accessible.Button
    Accessible.onPressAction: choice.tapped()

    Component.onCompleted: if (marked)
        ListView.view.positionViewAtIndex(index, ListView.Contain)
    onMarkedChanged: if (marked)
        ListView.view.positionViewAtIndex(index, ListView.Contain)

    Rectangle {
        color: choice.tone === "good" ? Theme.good : choice.ink
        height: parent.height - 20 * Theme.u
        radius: width / 2
        visible: choice.tone !== ""
        width: 8 * Theme.u
        x: 8 * Theme.u

        anchors.verticalCenter: parent.verticalCenter
    }
    PlainText {
        id: key
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.accent
        font.bold: true
        text: choice.key
        width: choice.key === "" ? 0 : 84 * Theme.u
    }
    ColumnLayout {
        id: words
        anchors.left: key.right
        anchors.leftMargin: choice.key === "" ? Theme.gap * 0.4 : 0
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2 * Theme.u

        RowLayout {
            spacing: Theme.gap / 2

            PlainText {
                Layout.fillWidth: true
                elide: Text.ElideRight
                maximumLineCount: 2
                text: choice.text
            }
            PlainText {
                Layout.maximumWidth: words.width * 0.55
                color: choice.ink
                elide: Text.ElideRight
                text: choice.note
                visible: text !== ""
                wrapMode: Text.NoWrap
            }
        }
        PlainText {
            Layout.fillWidth: true
            color: choice.ink
            elide: Text.ElideRight
            font.pixelSize: Math.max(1, Theme.small)
            maximumLineCount: 2
            text: choice.detail
            visible: text !== ""
        }
    }
    MouseArea {
        id: area
        anchors.fill: parent

        onClicked: choice.tapped()
    }
}
