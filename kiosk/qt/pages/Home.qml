pragma ComponentBehavior: Bound

import QtQuick
import Hallcall
import "../controls"

// Whoever comes sees one thing to touch; what is asked for often is one touch nearer.
Page {
    id: page

    readonly property string forTechnician: screen.no_paper ? "  (" + say("out_of_order.cause", {}) + ": " + screen.no_paper + ")" : ""

    component Beside: BigButton {
        required property string action
        property bool possible: !page.screen.alone

        fill: possible ? Theme.accentSoft : Theme.disabled
        fillPressed: Theme.card
        height: beside.buttonHeight
        ink: possible ? Theme.accent : Theme.disabledInk
        objectName: "home." + action
        text: page.say("home." + action, {})
        width: beside.buttonWidth
        onTapped: page.bridge.tap(action, "")
    }

    Column {
        id: welcome
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: (page.wide ? 0 : 40) * Theme.u
        spacing: Theme.gap / 2

        PlainText {
            font.bold: true
            font.pixelSize: Math.max(1, (page.wide ? 60 : 76) * Theme.u)
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            maximumLineCount: 1
            minimumPixelSize: 28
            objectName: "screen.title"
            text: page.screen.hall
            width: parent.width
        }
        PlainText {
            color: Theme.muted
            horizontalAlignment: Text.AlignHCenter
            text: page.screen.other_hall_name
            visible: !(page.wide && (page.screen.no_paper || page.screen.alone))
            width: parent.width
        }
        PlainText {
            color: Theme.muted
            font.pixelSize: Math.max(1, Theme.small)
            horizontalAlignment: Text.AlignHCenter
            objectName: "home.date"
            text: page.screen.date + "  " + page.say("weekday." + page.screen.weekday, {}) + page.forTechnician
            width: parent.width
        }
        PlainText {
            color: Theme.warn
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            objectName: "home.alone"
            text: page.say("home.alone", {})
            visible: page.screen.alone
            width: parent.width
        }
        PlainText {
            color: Theme.warn
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
            objectName: "home.no_paper"
            text: page.say("home.no_paper", {})
            visible: page.screen.no_paper !== ""
            width: parent.width
        }
    }
    Rectangle {
        id: begin

        readonly property string text: page.say("home.begin", {})

        anchors.bottom: page.wide ? beside.bottom : beside.top
        anchors.bottomMargin: page.wide ? 0 : Theme.gap
        anchors.left: parent.left
        anchors.right: page.wide ? beside.left : parent.right
        anchors.rightMargin: page.wide ? Theme.gap : 0
        anchors.top: welcome.bottom
        anchors.topMargin: Math.max(Theme.gap * (page.wide ? 1 : 2), page.bodyReach - welcome.y - welcome.height)
        color: beginArea.pressed ? Theme.accentPressed : Theme.accent
        objectName: "home.begin"
        radius: Theme.radius * 2

        Accessible.name: text
        Accessible.role: Accessible.Button

        Grid {
            id: invitation
            anchors.centerIn: parent
            columns: page.wide ? 2 : 1
            horizontalItemAlignment: Grid.AlignHCenter
            spacing: Theme.gap * 2
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                id: sign
                border.color: Theme.accentInk
                border.width: Math.max(1, 4 * Theme.u)
                color: "transparent"
                name: "ticket"
                visible: page.wide ? begin.width > 800 * Theme.u : begin.height > 600 * Theme.u
                size: (page.wide ? 200 : 240) * Theme.u
            }
            Column {
                spacing: Theme.gap
                width: begin.width - Theme.gap * 4 - (page.wide && sign.visible ? sign.width + invitation.spacing : 0)

                PlainText {
                    color: Theme.accentInk
                    font.bold: true
                    font.pixelSize: Math.max(1, 96 * Theme.u)
                    fontSizeMode: Text.HorizontalFit
                    horizontalAlignment: Text.AlignHCenter
                    maximumLineCount: 1
                    minimumPixelSize: 28
                    text: begin.text
                    width: parent.width
                }
                PlainText {
                    color: Theme.accentInk
                    font.pixelSize: Math.max(1, 52 * Theme.u)
                    horizontalAlignment: Text.AlignHCenter
                    text: page.say("home.begin.other", {})
                    visible: begin.height > 230 * Theme.u
                    width: parent.width
                }
            }
        }
        MouseArea {
            id: beginArea
            anchors.fill: parent
            onClicked: page.bridge.tap("begin", "")
        }
    }
    Flow {
        id: beside

        readonly property real lowest: often.visible ? often.y : page.contentHeight
        readonly property int buttons: 1 + (page.screen.appointments ? 1 : 0) + (page.screen.bundles ? 1 : 0)
        readonly property bool three: buttons > 2
        // Where one row is too short for three, the first has a row of its own.
        readonly property bool apart: three && (page.wide || page.screen.comfort.large)
        readonly property int rows: page.wide ? Math.min(buttons, 2) : apart ? 2 : 1
        readonly property real buttonHeight: (height - spacing * (rows - 1)) / rows
        readonly property real share: apart ? 2 : page.wide ? 1 : buttons
        readonly property real buttonWidth: Math.floor((width - spacing * (share - 1)) / share)

        anchors.bottom: often.visible ? often.top : parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.right: parent.right
        height: page.wide ? lowest - Theme.gap * 2 - welcome.y - welcome.height : apart ? Theme.touch * 2 + spacing : Theme.touch * (buttons > 1 ? 1.4 : 1)
        spacing: Theme.gap
        width: page.wide ? (three ? 560 : 400) * Theme.u : parent.width

        Beside {
            action: "bundles"
            possible: true
            visible: page.screen.bundles
            width: page.wide || beside.apart ? beside.width : beside.buttonWidth
        }
        Beside {
            action: "appointment"
            visible: page.screen.appointments
        }
        Beside {
            action: "my_ticket"
        }
    }
    Column {
        id: often
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.gap / 2
        visible: page.screen.shortcuts.length > 0 && !(page.wide && page.screen.no_paper && page.screen.alone)

        PlainText {
            color: Theme.muted
            text: page.say("home.shortcuts", {})
            width: parent.width
        }
        Grid {
            id: grid
            columns: page.wide ? 4 : 2
            spacing: Theme.gap

            Repeater {
                model: page.bridge.rows("shortcuts")

                ItemTile {
                    required property var row

                    height: (page.wide ? 130 : 150) * Theme.u
                    name: row.name
                    objectName: "home.item." + row.item_id
                    width: (often.width - grid.spacing * (grid.columns - 1)) / grid.columns
                    onTapped: page.bridge.tap("item", row.item_id)
                }
            }
        }
    }
}
