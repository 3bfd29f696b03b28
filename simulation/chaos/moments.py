"""A moment in which nothing moves: what every screen shows then, and what the journal says."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from journal import EventRow, JournalError
from messaging.clock import now_ms
from simulation.chaos.hall import Hall
from simulation.chaos.judge import read_records
from simulation.chaos.shown import (
    Shown,
    ShownKiosk,
    ShownPanel,
    read_display,
    read_kiosk,
    read_panel,
)
from simulation.checkers.ledger import Ledger
from simulation.checkers.rows import read_row
from simulation.checkers.screens import Screens
from simulation.checkers.verdict import Accuse
from simulation.hand import HandError, Seen

QUIET_S: Final = 3.0
"""So long after the last change every screen that hears of the hall shows what is so."""
QUIET_TRIES: Final = 20
"""Broken lines are found and back before so many times have passed."""
_SHOWN_NOWHERE: Final = {"rating_lapsed", "alarm_raised", "alarm_cleared"}
"""What time alone brings about, and no screen that we compare."""
_STALE: Final = {"board.stale", "window.stale", "panel.offline", "page.no_connection"}


@dataclass(frozen=True)
class Moment:
    """What was to be seen. `rows` is the journal up to then."""

    rows: Sequence[EventRow]
    windows: Mapping[str, Seen]
    displays: Sequence[Shown]
    panels: Sequence[ShownPanel]
    kiosks: Sequence[ShownKiosk]


async def stand_still(
    hall: Hall, meanwhile: Callable[[], Awaitable[object]] | None = None
) -> Moment:
    """Let nobody touch anything until all have heard of the last change; return what is shown."""
    hall.calm.on = True
    try:
        if meanwhile is not None:
            await meanwhile()
        begun_ms = now_ms()
        for _ in range(QUIET_TRIES):
            lives = all(light.heartbeat_ms > begun_ms for light in hall.displays)
            before = await _rows(hall)
            await asyncio.sleep(QUIET_S)
            moment = await _look_around(hall)
            if lives and _moves(before) == _moves(moment.rows) and not _dark(moment):
                break
        return moment
    finally:
        hall.calm.on = False


def compare(moment: Moment, hall: Hall, accuse: Accuse) -> None:
    """Accuse each screen that did not show what the journal said."""
    cast, file = hall.cast, hall.place.hall
    ledger = Ledger(file, lambda *_: None)  # the referee has its own
    for row in moment.rows:
        ledger.take(read_row(row))
    real = [entry for entry in (cast.board, cast.sign) if entry is not None]
    Screens(ledger, accuse).check(
        [*(read_display(e, moment.windows[e.id], ledger) for e in real), *moment.displays],
        [read_panel(cast.panel, moment.windows[cast.panel.id], file), *moment.panels],
        [read_kiosk(cast.kiosk, moment.windows[cast.kiosk.id]), *moment.kiosks],
    )


async def _look_around(hall: Hall) -> Moment:
    windows = {name: await _look(hall, name) for name in hall.windows}
    displays = [Shown(light.entry, light.screen) for light in hall.displays]
    panels = [ShownPanel(light.entry, light.panel) for light in hall.clerks]
    kiosks = [ShownKiosk(k.kiosk, k.screen, dict(k.queues)) for k in hall.kiosks]
    return Moment(await _rows(hall), windows, displays, panels, kiosks)


async def _rows(hall: Hall) -> Sequence[EventRow]:
    """Return the journal, once a server that was just killed is back. Raises `JournalError`."""
    for _ in range(QUIET_TRIES):
        with suppress(JournalError):
            return (await asyncio.to_thread(read_records, hall.database_url)).rows
        await asyncio.sleep(QUIET_S)
    return read_records(hall.database_url).rows


def _moves(rows: Sequence[EventRow]) -> int:
    return sum(row.kind not in _SHOWN_NOWHERE for row in rows)


async def _look(hall: Hall, name: str) -> Seen:
    try:
        return await hall.windows[name].look()
    except (HandError, OSError):
        return {}


def _dark(moment: Moment) -> list[str]:
    """Return which screens have not heard of the hall yet; if it lasts, the checkers will see."""
    dark = [name for name, seen in moment.windows.items() if not seen or _STALE & seen.keys()]
    light = ((shown.entry.id, shown.screen) for shown in moment.displays)
    return dark + [name for name, screen in light if screen is None or screen.stale is not None]
