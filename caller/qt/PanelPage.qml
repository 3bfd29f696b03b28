import QtQuick
import QtQuick.Layouts
import Hallcall

// The window at work.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen
    readonly property string text: screen.ticket.stage // for observers: "called", "serving" or nothing

    objectName: "page.panel"
    spacing: Theme.gap * 0.8

    TicketCard {
        Layout.fillWidth: true
        ticket: page.screen.ticket

        onAskedWhy: page.bridge.tap("why", "")
    }
    MainButton {
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        main: page.screen.main
        objectName: "main"
        sending: page.screen.frame.sending ? page.bridge.texts["main.sending"] : ""

        onTapped: page.bridge.tap("main", "")
    }
    SmallButton {
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        implicitHeight: 88 * Theme.u
        objectName: "undo"
        text: page.screen.undo + "  U"
        visible: page.screen.undo !== ""

        onTapped: page.bridge.tap("undo", "")
    }
    RowLayout {
        enabled: page.screen.frame.ready
        spacing: Theme.gap / 2
        uniformCellSizes: true

        SmallButton {
            Layout.fillWidth: true
            objectName: "recall"
            possible: page.screen.recall.possible
            shortcut: "R"
            text: page.screen.recall.text

            onTapped: page.bridge.tap("recall", "")
        }
        SmallButton {
            Layout.fillWidth: true
            ink: Theme.bad
            objectName: "no_show"
            possible: page.screen.no_show.possible
            shortcut: "N"
            text: page.screen.no_show.text

            onTapped: page.bridge.tap("no_show", "")
        }
        SmallButton {
            Layout.fillWidth: true
            objectName: "transfer"
            possible: page.screen.transfer.possible
            shortcut: "T"
            text: page.screen.transfer.text

            onTapped: page.bridge.tap("transfer", "")
        }
        SmallButton {
            Layout.fillWidth: true
            objectName: "hold"
            possible: page.screen.hold.possible
            shortcut: "H"
            text: page.screen.hold.text

            onTapped: page.bridge.tap("hold", "")
        }
    }
    HeldTickets {
        Layout.fillWidth: true
        bridge: page.bridge
        enabled: page.screen.frame.ready
        possible: page.screen.resume
        title: page.bridge.texts["held.title"]
        visible: page.screen.held.length > 0
    }
    WaitingLines {
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.minimumHeight: 150 * Theme.u
        bridge: page.bridge
        total: page.screen.waiting
    }
    Supervise {
        Layout.fillWidth: true
        alarms: page.screen.alarms
        objectName: "supervise"
        text: page.screen.supervise + "  S"
        visible: page.screen.supervise !== ""

        onTapped: page.bridge.tap("supervise", "")
    }
    RowLayout {
        spacing: Theme.gap / 2

        PlainText {
            Layout.fillWidth: true
            color: Theme.muted
            elide: Text.ElideRight
            objectName: "panel.finished"
            text: page.screen.finished
            wrapMode: Text.NoWrap
        }
        SmallButton {
            implicitHeight: 98 * Theme.u
            implicitWidth: 180 * Theme.u
            objectName: "menu"
            text: page.bridge.texts["menu"] + "  M"

            onTapped: page.bridge.tap("menu", "")
        }
        SmallButton {
            enabled: page.screen.frame.ready
            implicitHeight: 98 * Theme.u
            objectName: "pause"
            possible: page.screen.pause.possible
            text: page.screen.pause.text + "  P"

            onTapped: page.bridge.tap("pause", "")
        }
        SmallButton {
            enabled: page.screen.frame.ready
            implicitHeight: 98 * Theme.u
            implicitWidth: 236 * Theme.u
            objectName: "sign_out"
            possible: page.screen.sign_out.possible
            text: page.screen.sign_out.text + "  Q"

            onTapped: page.bridge.tap("sign_out", "")
        }
    }
}
