"""What the screens show when nothing moves equals what the journal says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from contract.hall import CallerPanel, Display, Kiosk
from contract.ids import GroupId
from contract.messages.state import QueueState
from display.core.screens import Board, Lamp, Screen, WindowSign
from simulation.checkers.ledger import RECENT_CALLS, Call, Ledger
from simulation.checkers.verdict import Accuse

PROMISE: Final = "screens equal the journal"
BY_WORD: Final = ("suspended", "capacity")
LARGE_AT_ONCE: Final = 4
"""In a rush, calls keep their places for their time though the list has forgotten them by then."""


class ShownDisplay(Protocol):
    """A board or a sign, real or simulated; `screen` is None while it is dark."""

    @property
    def entry(self) -> Display: ...
    @property
    def screen(self) -> Screen | None: ...


class Numbered(Protocol):
    """A ticket."""

    @property
    def number(self) -> str: ...


class Line(Protocol):
    """How many wait in a line."""

    @property
    def group_id(self) -> str: ...
    @property
    def waiting(self) -> int: ...


class Desk(Protocol):
    """What a panel says of its window."""

    @property
    def ticket(self) -> Numbered | None: ...
    @property
    def clerk_id(self) -> str | None: ...
    @property
    def lines(self) -> Sequence[Line]: ...


class ShownPanel(Protocol):
    """A panel; `panel` is None while it cannot say how its window stands."""

    @property
    def entry(self) -> CallerPanel: ...
    @property
    def panel(self) -> Desk | None: ...


class ShownKiosk(Protocol):
    """A kiosk; `screen` is None while it is dark."""

    @property
    def kiosk(self) -> Kiosk: ...
    @property
    def screen(self) -> object | None: ...
    @property
    def queues(self) -> Mapping[GroupId, QueueState]: ...


class Screens:
    """Compares. To be asked when the hall has been quiet for a moment."""

    def __init__(self, ledger: Ledger, accuse: Accuse) -> None:
        self._ledger = ledger
        self._accuse = accuse
        windows = ledger.file.window
        self._painted: dict[str, str] = {window.id: str(window.number) for window in windows}

    def check(
        self,
        displays: Iterable[ShownDisplay],
        panels: Iterable[ShownPanel],
        kiosks: Iterable[ShownKiosk],
    ) -> None:
        """Compare all of them."""
        for display in displays:
            self._display(display)
        for panel in panels:
            self._panel(panel)
        for kiosk in kiosks:
            self._kiosk(kiosk)

    def _display(self, machine: ShownDisplay) -> None:
        entry, screen = machine.entry, machine.screen
        if screen is None:
            self._wrong(entry.id, "dark", "lit")
        elif screen.stale is not None:
            self._wrong(entry.id, screen.stale.en, "fresh")
        elif isinstance(screen, Board):
            self._board(machine, screen)
        else:
            self._sign(machine, screen)

    def _board(self, machine: ShownDisplay, screen: Board) -> None:
        entry = machine.entry
        shown = [(row.number, row.window, row.active) for row in screen.rows]
        calls = self._ledger.calls.get(entry.zone, [])
        wanted = [
            (call.number, self._painted[call.window_id], self._active(call)) for call in calls
        ]
        forgotten = LARGE_AT_ONCE if len(wanted) == RECENT_CALLS else 0
        if shown[: len(wanted)] != wanted or len(shown) > len(wanted) + forgotten:
            self._wrong(entry.id, shown, wanted)
        for row in screen.waiting:
            waiting = self._ledger.waiting.get(row.group_id, 0)
            if row.waiting != waiting:
                self._wrong(entry.id, f"{row.waiting} wait for {row.group_id}", waiting)

    def _active(self, call: Call) -> bool:
        paper = self._ledger.papers[call.ticket_id]
        return paper.place in ("called", "serving") and paper.window_id == call.window_id

    def _sign(self, machine: ShownDisplay, screen: WindowSign) -> None:
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

    def _panel(self, machine: ShownPanel) -> None:
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

    def _kiosk(self, machine: ShownKiosk) -> None:
        if machine.screen is None:
            self._wrong(machine.kiosk.id, "dark", "lit")
        for group_id, queue in machine.queues.items():
            waiting = self._ledger.waiting.get(group_id, 0)
            self._closed(machine, queue)
            if queue.waiting != waiting:
                self._wrong(machine.kiosk.id, f"{queue.waiting} wait for {group_id}", waiting)

    def _closed(self, machine: ShownKiosk, queue: QueueState) -> None:
        """Compare whether a group gives tickets, where that does not follow from the hour."""
        shut, said = self._ledger.shut.get(queue.group_id), queue.closed_reason
        wrong = said in BY_WORD if shut is None else said is None
        if wrong:
            told = f"{queue.group_id} is closed: {said}"
            self._wrong(machine.kiosk.id, told, shut)

    def _number_at(self, window_id: str) -> str:
        ticket_id = self._ledger.at_window.get(window_id)
        return self._ledger.papers[ticket_id].number if ticket_id else ""

    def _wrong(self, device: str, shown: object, wanted: object) -> None:
        self._accuse(PROMISE, f"{device} shows {shown}; the journal says {wanted}")
