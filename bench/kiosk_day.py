"""A kiosk of the street hall, started again and again, then used by one visitor after the other."""

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from bench.stand import cpu_s, rss_mb
from bench.visits import Visitor, Wishes, street, until
from simulation.hand import Hand, Seen
from simulation.programs import Programs
from simulation.running_hall import RunningHall, running_hall

STARTS: Final = 5
SAMPLES: Final = 10
"""So often the memory is looked at, in equal steps."""


@dataclass
class KioskDay:
    """What was measured."""

    visitors: int
    start_s: list[float] = field(default_factory=list)
    """From starting the program to the first page that takes a touch."""
    start_cpu_s: list[float] = field(default_factory=list)
    """Its processor time until then."""
    turn_ms: list[float] = field(default_factory=list)
    """From a touch to the frame with the next page, the answer of the hall included."""
    rss_mb: list[float] = field(default_factory=list)
    """The kiosk's memory after each tenth of the visitors, that before the first at the front."""


async def measure(visitors: int, out: Path) -> KioskDay:
    """Measure; a visitor takes about four seconds."""
    options = street(out)
    found = KioskDay(visitors)
    async with running_hall(options, lambda _: None) as hall:
        for _ in range(STARTS):
            hall = replace(hall, kiosk=await _started_again(hall, found))  # noqa: PLW2901
        wishes = Wishes(options.hall, hall.cast.callers[0].window)
        await _visit(hall, wishes, found)
        await hall.kiosk.close()
    return found


async def _started_again(hall: RunningHall, found: KioskDay) -> Hand:
    kiosk_id = hall.cast.kiosk.id
    programs = Programs(
        hall.stage, hall.broker, hall.out / "hall.toml", windows_seen=False, quiet=True
    )
    await hall.kiosk.close()
    await hall.stage.stop(kiosk_id)
    began_s = time.monotonic()
    hand = await programs.start_kiosk(hall.cast, hall.devices, hall.out / "outbox")
    await until(hand, lambda seen: "home.begin" in seen, "the first page")
    found.start_s.append(time.monotonic() - began_s)
    found.start_cpu_s.append(cpu_s(hall.stage.pid_of(kiosk_id)))
    return hand


async def _visit(hall: RunningHall, wishes: Wishes, found: KioskDay) -> None:
    visitor, turns = Visitor(hall, wishes), _Turns(hall.kiosk)
    pid = hall.stage.pid_of(hall.cast.kiosk.id)
    found.rss_mb.append(rss_mb(pid))
    for _ in range(SAMPLES):
        hall.devices.printer.load_paper()
        for _ in range(max(1, found.visitors // SAMPLES)):
            await visitor.take_ticket()
        found.rss_mb.append(rss_mb(pid))
    found.turn_ms = turns.took_ms(visitor.touched_at_ms)


class _Turns:
    """When the kiosk showed another page."""

    def __init__(self, hand: Hand) -> None:
        self._page = ""
        self._turned_at_ms: list[int] = []
        hand.on_seen(self._look)

    def took_ms(self, touched_at_ms: list[float]) -> list[float]:
        """Return how long the page that followed each touch took."""
        turns = iter(self._turned_at_ms)
        found = []
        for touched in touched_at_ms:
            turned = next((turn for turn in turns if turn >= touched), None)
            if turned is not None:
                found.append(turned - touched)
        return found

    def _look(self, seen: Seen, at_ms: int) -> None:
        page = next((name for name in seen if name.startswith("page.")), "")
        if page != self._page:
            self._page = page
            self._turned_at_ms.append(at_ms)
