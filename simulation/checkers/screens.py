"""What the screens show when nothing moves equals what the journal says."""

from collections.abc import Iterable
from typing import Final

from display.core.screens import Board, Lamp, WindowSign
from simulation.checkers.ledger import Call, Ledger
from simulation.checkers.verdict import Accuse
from simulation.world.display import DisplayMachine
from simulation.world.kiosk import KioskMachine
from simulation.world.panel import PanelMachine

PROMISE: Final = "screens equal the journal"


class Screens:
    """Compares. To be asked when the hall has been quiet for a moment."""

    def __init__(self, ledger: Ledger, accuse: Accuse) -> None:
        self._ledger = ledger
        self._accuse = accuse
        windows = ledger.file.window
        self._painted: dict[str, str] = {window.id: str(window.number) for window in windows}

    def check(
        self,
        displays: Iterable[DisplayMachine],
        panels: Iterable[PanelMachine],
        kiosks: Iterable[KioskMachine],
    ) -> None:
        """Compare all of them."""
        for display in displays:
            self._display(display)
        for panel in panels:
            self._panel(panel)
        for kiosk in kiosks:
            self._kiosk(kiosk)

    def _display(self, machine: DisplayMachine) -> None:
        entry, screen = machine.entry, machine.screen
        if screen is None:
            self._wrong(entry.id, "dark", "lit")
        elif screen.stale is not None:
            self._wrong(entry.id, screen.stale.en, "fresh")
        elif isinstance(screen, Board):
            self._board(machine, screen)
        else:
            self._sign(machine, screen)

    def _board(self, machine: DisplayMachine, screen: Board) -> None:
        entry = machine.entry
        rows = [row for row in (screen.newest, *screen.calls) if row is not None]
        shown = [(row.number, row.window, row.active) for row in rows]
        calls = self._ledger.calls.get(entry.zone, [])
        wanted = [
            (call.number, self._painted[call.window_id], self._active(call)) for call in calls
        ]
        if shown != wanted:
            self._wrong(entry.id, shown, wanted)
        for row in screen.waiting:
            waiting = self._ledger.waiting.get(row.group_id, 0)
            if row.waiting != waiting:
                self._wrong(entry.id, f"{row.waiting} wait for {row.group_id}", waiting)

    def _active(self, call: Call) -> bool:
        paper = self._ledger.papers[call.ticket_id]
        return paper.place in ("called", "serving") and paper.window_id == call.window_id

    def _sign(self, machine: DisplayMachine, screen: WindowSign) -> None:
        window_id = machine.entry.window or ""
        if screen.ticket != self._number_at(window_id):
            self._wrong(machine.entry.id, screen.ticket, self._number_at(window_id))
        if screen.lamp is not self._lamp(window_id):
            self._wrong(machine.entry.id, screen.lamp, self._lamp(window_id))

    def _lamp(self, window_id: str) -> Lamp:
        ledger = self._ledger
        ticket_id = ledger.at_window.get(window_id)
        if ticket_id is not None:
            called = ledger.papers[ticket_id].place == "called"
            return Lamp.CALLING if called else Lamp.SERVING
        if window_id in ledger.paused:
            return Lamp.PAUSED
        return Lamp.FREE if window_id in ledger.clerks else Lamp.CLOSED

    def _panel(self, machine: PanelMachine) -> None:
        entry, panel = machine.entry, machine.panel
        if panel is None:
            self._wrong(entry.id, "nothing", "the window")
            return
        number = panel.ticket.number if panel.ticket else ""
        if number != self._number_at(entry.window):
            self._wrong(entry.id, number, self._number_at(entry.window))
        if (panel.clerk_id or "") != self._ledger.clerks.get(entry.window, ""):
            self._wrong(entry.id, panel.clerk_id, self._ledger.clerks.get(entry.window))
        for line in panel.lines:
            waiting = self._ledger.waiting.get(line.group_id, 0)
            if line.waiting != waiting:
                self._wrong(entry.id, f"{line.waiting} wait for {line.group_id}", waiting)

    def _kiosk(self, machine: KioskMachine) -> None:
        if machine.screen is None:
            self._wrong(machine.kiosk.id, "dark", "lit")
        for group_id, queue in machine.queues.items():
            waiting = self._ledger.waiting.get(group_id, 0)
            if queue.waiting != waiting:
                self._wrong(machine.kiosk.id, f"{queue.waiting} wait for {group_id}", waiting)

    def _number_at(self, window_id: str) -> str:
        ticket_id = self._ledger.at_window.get(window_id)
        return self._ledger.papers[ticket_id].number if ticket_id else ""

    def _wrong(self, device: str, shown: object, wanted: object) -> None:
        self._accuse(PROMISE, f"{device} shows {shown}; the journal says {wanted}")
