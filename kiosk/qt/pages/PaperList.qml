pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// What to bring, for whoever lacks something: on paper, on the screen, in a code for a telephone.
Page {
    id: page

    readonly property bool many: screen.papers.length > (wide ? 3 : 6)

    title: say("paper_list.title", {})

    PlainText {
        id: outcome
        color: Theme.accent
        font.bold: true
        font.pixelSize: Math.max(1, page.wide ? Theme.body : Theme.large)
        fontSizeMode: Text.HorizontalFit
        maximumLineCount: 1
        minimumPixelSize: 16
        objectName: "paper_list.paper"
        text: page.say(page.screen.paper, {})
        width: parent.width
    }
    Card {
        id: sheet
        anchors.left: parent.left
        anchors.right: page.wide ? code.left : parent.right
        anchors.rightMargin: page.wide ? Theme.gap : 0
        anchors.top: outcome.bottom
        anchors.topMargin: Theme.gap / 2
        height: (page.wide ? advice.y : code.y) - y - Theme.gap / 2

        Column {
            anchors.fill: parent
            anchors.margins: Theme.gap
            spacing: Theme.gap / 2

            PlainText {
                color: Theme.muted
                font.pixelSize: Math.max(1, Theme.small)
                fontSizeMode: Text.Fit
                height: Theme.small * (page.screen.services.length > 1 ? 2.9 : 1.5)
                minimumPixelSize: 10
                objectName: "paper_list.services"
                text: page.screen.services.join(" · ")
                width: parent.width
            }
            Flow {
                id: papers
                spacing: Theme.gap / 2
                width: parent.width

                Repeater {
                    model: page.screen.papers

                    PlainText {
                        required property int index
                        required property string modelData

                        font.pixelSize: Math.max(1, (page.many ? (page.wide ? 26 : 28) : page.wide ? 34 : 40) * Theme.u)
                        objectName: "paper_list.paper." + index
                        text: (index + 1) + "  " + modelData
                        width: page.many ? Math.floor((papers.width - papers.spacing) / 2) : papers.width
                    }
                }
            }
        }
    }
    Image {
        id: code
        anchors.right: parent.right
        anchors.rightMargin: page.wide ? 0 : (parent.width - width) / 2
        fillMode: Image.PreserveAspectFit
        height: width
        objectName: "paper_list.code"
        smooth: false
        source: page.screen.picture
        width: page.wide ? Math.min(page.contentWidth * 0.3, advice.y - outcome.height - Theme.gap) : 400 * Theme.u
        y: page.wide ? outcome.height + Theme.gap / 2 : advice.y - height - Theme.gap / 2
    }
    Column {
        id: advice
        anchors.bottom: done.top
        anchors.bottomMargin: Theme.gap / 2
        spacing: Theme.gap / 4
        width: parent.width

        PlainText {
            font.pixelSize: Math.max(1, (page.wide ? 30 : 36) * Theme.u)
            objectName: "paper_list.days"
            text: [page.say("paper_list.when", {}), ...page.screen.days.map(each => page.isolated(each.replace(/ /g, "\u00a0")))].join(page.wide ? "   " : "\n")
            visible: page.screen.days.length > 0
            width: parent.width
        }
        PlainText {
            font.pixelSize: Math.max(1, (page.wide ? 30 : 36) * Theme.u)
            text: page.say("papers.windows.label", {}) + "  " + page.say("papers.windows", {
                windows: page.screen.windows
            })
            width: parent.width
        }
        PlainText {
            color: Theme.warn
            font.bold: true
            font.pixelSize: Math.max(1, (page.wide ? 30 : 36) * Theme.u)
            text: page.say("paper_list.no_number", {})
            width: parent.width
        }
    }
    BigButton {
        id: done
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        height: page.wide ? Theme.touch : 150 * Theme.u
        objectName: "paper_list.done"
        text: page.say("paper_list.done", {})
        textSize: 56 * Theme.u
        onTapped: page.bridge.tap("done", "")
    }
}
