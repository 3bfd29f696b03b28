import QtQuick
import QtQuick.Layouts
import Hallcall

// The window at work.
ColumnLayout {
    id: page

    required property var bridge
    required property var screen
    readonly property bool wide: width < 0.9 * Window.width // the lines then stand beside it
    readonly property string text: screen.ticket.stage // for observers: "called", "serving" or nothing

    objectName: "page.panel"
    spacing: Theme.gap * 0.8

    TicketCard {
        Layout.fillWidth: true
        ready: page.screen.frame.ready
        ticket: page.screen.ticket
        undo: page.screen.undo

        onAskedWhole: page.bridge.tap("unmask", "")
        onAskedWhy: page.bridge.tap("why", "")
        onUndone: page.bridge.tap("undo", "")
    }
    MainButton {
        Layout.fillWidth: true
        enabled: page.screen.frame.ready
        main: page.screen.main
        objectName: "main"
        sending: page.screen.frame.sending ? page.bridge.texts["main.sending"] : ""

        onTapped: page.bridge.tap("main", "")
    }
    RowLayout {
        Layout.fillHeight: false
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
        Layout.fillHeight: page.wide
        Layout.fillWidth: true
        Layout.maximumHeight: page.wide ? -1 : 2 * 88 * Theme.u + Theme.gap / 2
        Layout.preferredHeight: implicitHeight
        bridge: page.bridge
        enabled: page.screen.frame.ready
        possible: page.screen.resume
        title: page.bridge.texts["held.title"]
        visible: page.wide || page.screen.held.length > 0
    }
    WaitingLines {
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.minimumHeight: 60 * Theme.u
        bridge: page.bridge
        finished: page.screen.finished
        next: page.screen.next
        total: page.screen.waiting
        visible: !page.wide
    }
    RowLayout {
        Layout.fillHeight: false
        spacing: Theme.gap / 2
        uniformCellSizes: true

        SmallButton {
            Layout.fillWidth: true
            badge: page.screen.alarms
            implicitHeight: 98 * Theme.u
            objectName: "supervise"
            shortcut: "S"
            text: page.screen.supervise
            visible: page.screen.supervise !== ""

            onTapped: page.bridge.tap("supervise", "")
        }
        SmallButton {
            Layout.fillWidth: true
            implicitHeight: 98 * Theme.u
            objectName: "menu"
            shortcut: "M"
            text: page.bridge.texts["menu"]

            onTapped: page.bridge.tap("menu", "")
        }
        SmallButton {
            Layout.fillWidth: true
            enabled: page.screen.frame.ready
            implicitHeight: 98 * Theme.u
            objectName: "pause"
            possible: page.screen.pause.possible
            shortcut: "P"
            text: page.screen.pause.text

            onTapped: page.bridge.tap("pause", "")
        }
        SmallButton {
            Layout.fillWidth: true
            enabled: page.screen.frame.ready
            implicitHeight: 98 * Theme.u
            objectName: "sign_out"
            possible: page.screen.sign_out.possible
            shortcut: "Q"
            text: page.screen.sign_out.text

            onTapped: page.bridge.tap("sign_out", "")
        }
    }
}
