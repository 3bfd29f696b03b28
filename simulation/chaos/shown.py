"""What real windows show, read from their texts as people read them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from contract.hall import CallerPanel, Display, HallFile, Kiosk
from contract.ids import GroupId
from contract.messages.state import PanelState, QueueState
from display.core.screens import (
    Board,
    Both,
    CallRow,
    Clock,
    Lamp,
    Screen,
    Shift,
    WaitingRow,
    WindowSign,
)
from simulation.chaos.display import TEXTS
from simulation.checkers.ledger import Ledger
from simulation.hand import Seen

_CALL: Final = re.compile(r"^call\.(\d+)\.number$")
_OUT_OF_SERVICE: Final = {"page.no_connection", "page.out_of_order", "page.taken_over"}
_NOTHING: Final = Both("", "")
_STILL: Final = Shift(0, 0)
_CLOCK: Final = Clock("", _NOTHING)


@dataclass(frozen=True)
class Shown:
    """A display at the moment when all was quiet."""

    entry: Display
    screen: Screen | None


@dataclass(frozen=True)
class Number:
    """The ticket that a panel shows."""

    number: str


@dataclass(frozen=True)
class Waiting:
    """A line that a panel shows."""

    group_id: str
    waiting: int


@dataclass(frozen=True)
class Desk:
    """What a panel shows of its window."""

    ticket: Number | None
    clerk_id: str | None
    lines: tuple[Waiting, ...]


@dataclass(frozen=True)
class ShownPanel:
    """A panel at that moment."""

    entry: CallerPanel
    panel: Desk | PanelState | None


@dataclass(frozen=True)
class ShownKiosk:
    """A kiosk at that moment; its lines are not on its first page."""

    kiosk: Kiosk
    screen: str | None
    queues: Mapping[GroupId, QueueState] = field(default_factory=dict)


def read_display(entry: Display, seen: Seen, ledger: Ledger) -> Shown:
    """Return what a display's window shows.

    How bold a call is drawn cannot be read from texts; so much is taken from the journal.
    """
    if "page.board" in seen:
        return Shown(entry, _board(seen, entry, ledger))
    return Shown(entry, _sign(seen) if "page.window" in seen else None)


def read_panel(entry: CallerPanel, seen: Seen, hall: HallFile) -> ShownPanel:
    """Return what a panel's window shows."""
    if "page.panel" not in seen or "panel.offline" in seen:
        return ShownPanel(entry, None)
    clerk = seen.get("panel.clerk", "")
    clerks = [c.id for c in hall.clerk if clerk and c.name.zh in clerk]
    number = seen.get("panel.number", "")
    lines = [
        Waiting(name.removeprefix("panel.waiting."), int(text))
        for name, text in seen.items()
        if name.startswith("panel.waiting.")
    ]
    desk = Desk(Number(number) if number else None, clerks[0] if clerks else None, tuple(lines))
    return ShownPanel(entry, desk)


def read_kiosk(kiosk: Kiosk, seen: Seen) -> ShownKiosk:
    """Return what a kiosk's window shows: it must be ready for citizens, or serving one."""
    pages = [name for name in seen if name.startswith("page.") and name not in _OUT_OF_SERVICE]
    return ShownKiosk(kiosk, pages[0] if pages else None)


def _board(seen: Seen, entry: Display, ledger: Ledger) -> Board:
    seqs = sorted((int(m[1]) for name in seen if (m := _CALL.match(name))), reverse=True)
    rows = [_row(seen, seq, entry, ledger) for seq in seqs if seen[f"call.{seq}.number"]]
    waiting = [
        WaitingRow(name.removeprefix("board.waiting."), _NOTHING, int(text))
        for name, text in seen.items()
        if name.startswith("board.waiting.")
    ]
    return Board(
        hall=_NOTHING,
        zone=_NOTHING,
        clock=_CLOCK,
        large=(),
        grid=1,
        calls=tuple(rows),
        known=len(rows),
        waiting=tuple(waiting),
        pages=1,
        page=0,
        paused=seen.get("board.paused", ""),
        idle=_NOTHING,
        notice=None,
        picture=None,
        stale=_stale(seen, "board.stale"),
        shift=_STILL,
        rest=None,
    )


def _row(seen: Seen, seq: int, entry: Display, ledger: Ledger) -> CallRow:
    number, window = seen[f"call.{seq}.number"], seen.get(f"call.{seq}.window", "")
    painted: dict[str, str] = {w.id: str(w.number) for w in ledger.file.window}
    active = any(
        call.number == number
        and painted[call.window_id] == window
        and ledger.papers[call.ticket_id].window_id == call.window_id
        and ledger.papers[call.ticket_id].place in ("called", "serving")
        for call in ledger.calls.get(entry.zone, [])
    )
    return CallRow(seq, number, window, "", fresh=False, active=active)


def _sign(seen: Seen) -> WindowSign:
    words = {TEXTS.say("zh", f"sign.{lamp.value}"): lamp for lamp in Lamp}
    return WindowSign(
        window=seen.get("window.number", ""),
        ticket=seen.get("window.ticket", ""),
        lamp=words.get(seen.get("window.status", ""), Lamp.CLOSED),
        status=_NOTHING,
        note="",
        fresh=False,
        clock=_CLOCK,
        stale=_stale(seen, "window.stale"),
        shift=_STILL,
        rest=None,
    )


def _stale(seen: Seen, name: str) -> Both | None:
    return Both(seen[name], seen[name]) if name in seen else None
