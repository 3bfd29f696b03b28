import QtQuick
import QtQuick.Layouts
import Hallcall

// What was refused, or else what just happened and who may rate. Its place is always kept, so that
// nothing moves when there is news.
Rectangle {
    id: news

    required property var around
    readonly property bool says: around.message !== ""
    readonly property bool quiet: !says && around.last === "" && around.rating === ""

    color: quiet ? Theme.paper : !says ? Theme.goodSoft : around.refused ? Theme.badSoft : Theme.accentSoft
    height: 100 * Theme.u

    PlainText {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        color: news.around.refused ? Theme.bad : Theme.ink
        font.bold: true
        fontSizeMode: Text.Fit
        minimumPixelSize: 10
        objectName: "panel.message"
        text: news.around.message
        verticalAlignment: Text.AlignVCenter
        visible: news.says
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        visible: !news.says

        PlainText {
            Layout.fillHeight: true
            Layout.fillWidth: true
            color: Theme.good
            font.bold: true
            fontSizeMode: Text.Fit
            minimumPixelSize: 10
            objectName: "panel.last"
            text: news.around.last
            verticalAlignment: Text.AlignVCenter
        }
        PlainText {
            color: Theme.good
            objectName: "panel.rating"
            text: news.around.rating
            wrapMode: Text.NoWrap
        }
    }
}
