pragma ComponentBehavior: Bound

import QtQuick
import Hallcall

// The hall's name, the clock, the choice of language; on a wide screen larger type and the bell.
Rectangle {
    id: header

    required property var bridge
    required property bool low
    required property bool wide
    readonly property bool narrow: width < (wide ? 1500 : 1000) * Theme.u

    signal choose

    color: Theme.header
    height: Math.max(150 * Theme.u, Theme.touch + Theme.gap)

    Logo {
        id: logo
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap * 2
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height - Theme.gap * 1.5
        width: visible ? Math.min(implicitWidth, parent.width * (header.wide && header.narrow ? 0.15 : 0.25)) : 0
    }
    Column {
        anchors.left: logo.right
        anchors.leftMargin: logo.visible ? Theme.gap : 0
        anchors.right: choices.left
        anchors.rightMargin: Theme.gap * 2
        anchors.verticalCenter: parent.verticalCenter

        PlainText {
            color: Theme.headerInk
            font.bold: true
            font.pixelSize: Math.max(1, 44 * Theme.u)
            fontSizeMode: Text.Fit
            height: 80 * Theme.u
            maximumLineCount: 2
            minimumPixelSize: 14
            objectName: "header.hall"
            text: header.bridge.screen.hall ?? ""
            verticalAlignment: Text.AlignVCenter
            width: parent.width

            // A technician knocks here: five taps within four seconds.
            MouseArea {
                property int taps: 0

                anchors.fill: parent
                anchors.margins: -Theme.gap
                onClicked: {
                    patience.restart();
                    taps = patience.running ? taps + 1 : 1;
                    if (taps === 5) {
                        taps = 0;
                        header.bridge.tap("knock", "");
                    }
                }

                Timer {
                    id: patience
                    interval: 4000
                    onTriggered: parent.taps = 0
                }
            }
        }
        PlainText {
            color: Theme.headerInk
            font.pixelSize: Math.max(1, 40 * Theme.u)
            objectName: "header.clock"
            text: header.bridge.screen.clock ?? ""
            width: parent.width
        }
    }
    Row {
        id: choices
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap / 2

        ComfortButton {
            bridge: header.bridge
            name: "large"
            small: header.narrow
            width: small ? Theme.touch : 300 * Theme.u
            visible: header.wide && ("idle_left_s" in header.bridge.screen || header.bridge.screen.kind === "home")
        }
        Languages {
            bridge: header.bridge
            most: header.narrow ? 1 : 3
            visible: !header.low
            onChoose: header.choose()
        }
        HelpButton {
            bridge: header.bridge
            visible: wanted && header.wide
        }
    }
}
