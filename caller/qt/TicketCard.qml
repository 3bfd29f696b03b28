import QtQuick
import QtQuick.Layouts
import Hallcall

// The ticket at the window.
Card {
    id: card

    required property var ticket
    required property string undo
    required property bool ready
    readonly property bool serving: ticket.stage === "serving"
    readonly property bool explained: ticket.why !== "" // in the place of its service: nothing moves

    signal askedWhole
    signal askedWhy
    signal undone

    implicitHeight: 440 * Theme.u

    PlainText {
        anchors.centerIn: parent
        color: Theme.muted
        horizontalAlignment: Text.AlignHCenter
        objectName: "panel.nothing"
        text: card.ticket.nothing
        visible: text !== ""
        width: parent.width - 2 * Theme.gap
    }
    SmallButton {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.gap / 2
        anchors.right: parent.right
        enabled: card.ready
        implicitHeight: 88 * Theme.u
        objectName: "undo"
        shortcut: "U"
        text: card.undo
        visible: card.undo !== "" && card.ticket.number === ""

        onTapped: card.undone()
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.bottomMargin: Theme.gap * 0.5
        anchors.leftMargin: Theme.gap * 0.8
        anchors.rightMargin: Theme.gap * 0.8
        spacing: 2 * Theme.u

        RowLayout {
            spacing: Theme.gap

            PlainText {
                Layout.fillWidth: true
                font.bold: true
                font.pixelSize: Math.max(1, 132 * Theme.u)
                objectName: "panel.number"
                text: card.ticket.number
                wrapMode: Text.NoWrap
            }
            Column {
                visible: card.ticket.number !== ""

                Rectangle {
                    anchors.right: parent.right
                    color: card.serving ? Theme.goodSoft : Theme.warnSoft
                    height: stage.implicitHeight + 10 * Theme.u
                    radius: height / 2
                    width: stage.implicitWidth + 2 * Theme.gap

                    PlainText {
                        id: stage
                        anchors.centerIn: parent
                        color: card.serving ? Theme.good : Theme.warn
                        font.bold: true
                        objectName: "panel.stage"
                        text: card.ticket.stage_text
                    }
                }
                PlainText {
                    anchors.right: parent.right
                    color: Theme.muted
                    font.pixelSize: Theme.large
                    objectName: "panel.since"
                    text: card.ticket.since
                }
            }
        }
        PlainText {
            Layout.fillWidth: true
            elide: Text.ElideRight
            font.bold: true
            objectName: "panel.item"
            text: card.ticket.item
            visible: !card.explained
            wrapMode: Text.NoWrap
        }
        RowLayout {
            spacing: Theme.gap

            Facts {
                Layout.fillWidth: true
                facts: [card.ticket.group, card.ticket.waited, card.ticket.calls]
                objectName: "panel.facts"
                visible: !card.explained && text !== ""
            }
            PlainText {
                Layout.fillWidth: true
                color: Theme.accent
                elide: Text.ElideRight
                maximumLineCount: 2
                objectName: "panel.why"
                text: card.ticket.why
                visible: card.explained
            }
            PlainText {
                Accessible.role: Accessible.Button
                color: Theme.accent
                objectName: "panel.asks_why"
                text: card.ticket.asks_why
                visible: text !== ""

                TapHandler {
                    onTapped: card.askedWhy()
                }
            }
        }
        RowLayout {
            spacing: Theme.gap

            PlainText {
                Layout.fillWidth: true
                elide: Text.ElideRight
                objectName: "panel.visitor"
                text: card.ticket.visitor
                wrapMode: Text.NoWrap
            }
            PlainText {
                Accessible.role: Accessible.Button
                color: Theme.accent
                objectName: "panel.asks_whole"
                text: card.ticket.asks_whole
                visible: text !== ""

                TapHandler {
                    onTapped: card.askedWhole()
                }
            }
            PlainText {
                color: Theme.warn
                font.bold: true
                objectName: "panel.priority"
                text: card.ticket.priority
            }
        }
        PlainText {
            Layout.fillWidth: true
            color: Theme.accent
            elide: Text.ElideRight
            objectName: "panel.visit"
            text: card.ticket.visit
            wrapMode: Text.NoWrap
        }
        Item {
            Layout.fillHeight: true
        }
    }
}
