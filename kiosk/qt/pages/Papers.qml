pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// What to bring and what to expect, before a number is taken.
Page {
    id: page

    readonly property bool many: screen.papers.length > (wide ? 3 : 8)

    title: say("papers.title", {})

    Column {
        id: service
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: 4 * Theme.u

        PlainText {
            color: Theme.accent
            font.bold: true
            font.pixelSize: Math.max(1, Theme.large)
            objectName: "papers.service"
            text: page.screen.service
            width: parent.width
        }
        PlainText {
            color: Theme.muted
            font.pixelSize: Math.max(1, Theme.small)
            text: page.screen.department
            width: parent.width
        }
        PlainText {
            color: Theme.good
            elide: Text.ElideRight
            font.pixelSize: Math.max(1, Theme.small)
            maximumLineCount: 2
            objectName: "papers.chosen"
            text: page.say("papers.chosen", {
                services: page.screen.chosen.join(page.say("list.and", {}))
            })
            visible: page.screen.chosen.length > 0
            width: parent.width
        }
    }
    Facts {
        id: facts
        group: "papers"
        height: page.wide ? confirm.y - y - Theme.gap : implicitHeight
        page: page
        spacing: page.wide ? Theme.gap / 2 : Theme.gap
        stacked: page.wide
        width: page.wide ? parent.width * 0.36 : parent.width
        anchors.right: parent.right
        y: service.height + Theme.gap
    }
    Card {
        anchors.left: parent.left
        clip: true
        height: confirm.y - y - Theme.gap
        width: page.wide ? parent.width - facts.width - Theme.gap : parent.width
        y: page.wide ? facts.y : facts.y + facts.height + Theme.gap

        Column {
            anchors.fill: parent
            anchors.margins: Theme.gap * 1.5
            spacing: Theme.gap

            PlainText {
                color: Theme.muted
                text: page.say("papers.list", {})
                width: parent.width
            }
            Flow {
                spacing: Theme.gap
                width: parent.width

                Repeater {
                    id: papers
                    model: page.screen.papers

                    Row {
                        id: paper

                        required property int index
                        required property string modelData

                        spacing: Theme.gap / 2
                        width: page.many ? Math.floor((parent.width - Theme.gap) / 2) : parent.width

                        Icon {
                            id: bullet
                            size: 56 * Theme.u

                            PlainText {
                                anchors.centerIn: parent
                                color: Theme.accentInk
                                font.bold: true
                                font.pixelSize: Math.max(1, 32 * Theme.u)
                                text: paper.index + 1
                            }
                        }
                        PlainText {
                            anchors.verticalCenter: parent.verticalCenter
                            font.pixelSize: Math.max(1, (page.many ? 32 : page.wide && page.mirrored ? 36 : 42) * Theme.u)
                            text: paper.modelData
                            width: paper.width - bullet.width - paper.spacing
                        }
                    }
                }
            }
            PlainText {
                font.pixelSize: Math.max(1, 42 * Theme.u)
                text: page.say("papers.none", {})
                visible: papers.count === 0
                width: parent.width
            }
        }
    }
    BigButton {
        id: add
        anchors.bottom: confirm.bottom
        anchors.left: parent.left
        fill: Theme.accentSoft
        fillPressed: Theme.card
        height: confirm.height
        ink: Theme.accent
        objectName: "papers.add"
        text: page.say("papers.add", {})
        textSize: 42 * Theme.u
        visible: page.screen.can_add && page.screen.closed_reason === ""
        width: parent.width * 0.22
        onTapped: page.bridge.tap("add", "")
    }
    BigButton {
        id: lack
        anchors.bottom: confirm.bottom
        anchors.left: add.visible ? add.right : parent.left
        anchors.leftMargin: add.visible ? Theme.gap / 2 : 0
        fill: Theme.card
        fillPressed: Theme.accentSoft
        height: confirm.height
        ink: Theme.accent
        objectName: "papers.lack"
        text: page.say("papers.lack", {})
        textSize: 42 * Theme.u
        visible: page.screen.papers.length > 0
        width: parent.width * 0.22
        onTapped: page.bridge.tap("lack", "")
    }
    BigButton {
        id: confirm
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: lack.visible ? lack.right : add.visible ? add.right : parent.left
        anchors.leftMargin: lack.visible || add.visible ? Theme.gap / 2 : 0
        anchors.right: parent.right
        available: page.screen.closed_reason === ""
        height: (page.wide ? 130 : 170) * Theme.u
        objectName: "papers.confirm"
        note: available && page.screen.closing_soon ? page.say("closed.soon", {}) : ""
        text: available ? page.say("papers.confirm", {}) : page.whyClosed(page.screen, " · ")
        textSize: 56 * Theme.u
        onTapped: page.bridge.tap("confirm", "")
    }
}
