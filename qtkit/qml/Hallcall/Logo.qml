import QtQuick

// The hall's logo on a white plate, since nobody knows on which ground it was drawn to stand; not
// there if the hall has none.
Rectangle {
    readonly property real margin: Theme.gap / 2

    color: "#ffffff"
    implicitWidth: picture.implicitWidth / Math.max(1, picture.implicitHeight) * (height - margin * 2) + margin * 2
    objectName: "logo"
    radius: Theme.radius / 2
    visible: picture.status === Image.Ready

    Image {
        id: picture
        anchors.fill: parent
        anchors.margins: parent.margin
        fillMode: Image.PreserveAspectFit
        mipmap: true
        source: Theme.logo
    }
}
