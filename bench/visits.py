"""A visitor at the real kiosk of a running hall, who takes a ticket by touches."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from contract.hall import HallFile, parse_hall
from contract.ids import WindowId
from simulation.hand import Hand, Seen
from simulation.running_hall import DemoOptions, RunningHall

STREET: Final = Path(__file__).parent.parent / "halls" / "street.toml"
PATIENCE_S: Final = 60.0


def street(out: Path) -> DemoOptions:
    """Return how the street hall is run to be measured: nobody comes but those who measure."""
    return DemoOptions(
        hall_file=STREET,
        hall=parse_hall(STREET.read_text(encoding="utf-8"), file=str(STREET)),
        out=out,
        visitors=None,
        speed=1,
        seed=1,
        windows_seen=False,
    )


class Wishes:
    """What can be asked for at the kiosk so that one window will call it: names on its pages."""

    def __init__(self, file: HallFile, window_id: WindowId) -> None:
        served = file.windows[window_id].services
        self._groups: Final = [f"groups.{group}" for group in served]
        self._items: Final = [f"items.{item.id}" for item in file.item if item.group in served]

    def shown(self, seen: Seen) -> list[str]:
        """Return those that can be touched now."""
        return [name for name in (*self._groups, *self._items) if name in seen]


class Visitor:
    """Goes through the kiosk's pages, again and again."""

    def __init__(self, hall: RunningHall, wishes: Wishes) -> None:
        self._hall = hall
        self._wishes = wishes
        self._taken = 0
        self.touched_at_ms: list[float] = []
        """When each touch was made, in milliseconds since 1970."""

    async def take_ticket(self) -> float:
        """Take a ticket; return how many milliseconds the paper took after the last touch.

        One takes it for this, the next for that: a line has 999 numbers a day.
        """
        kiosk, printer = self._hall.kiosk, self._hall.devices.printer
        await until(kiosk, lambda seen: "home.begin" in seen, "the first page")
        await self._touch("home.begin")
        for page in ("page.groups", "page.items"):
            seen = await until(kiosk, partial(_is_at, page), "services")
            if page in seen:
                shown = self._wishes.shown(seen)
                await self._touch(shown[self._taken % len(shown)])
        await until(kiosk, lambda seen: "papers.confirm" in seen, "the papers")
        await self._touch("papers.confirm")
        await until(kiosk, lambda seen: "identify.skip" in seen, "the question who it is")
        await self._touch("identify.skip")
        began_ms = self.touched_at_ms[-1]
        await until(kiosk, lambda seen: "take_ticket.done" in seen, "the end")
        await self._hall.tray.take()
        took_ms = printer.last_byte_at_ns / 1e6 - began_ms
        await self._touch("take_ticket.done")
        self._taken += 1
        return took_ms

    async def _touch(self, name: str) -> None:
        self.touched_at_ms.append(time.time_ns() / 1e6)
        await self._hall.kiosk.tap(name)


def _is_at(page: str, seen: Seen) -> bool:
    return page in seen or "papers.confirm" in seen


async def until(hand: Hand, condition: Callable[[Seen], object], what: str) -> Seen:
    """Wait until a window shows something. Raises `HandError`."""
    return await hand.until(condition, timeout_s=PATIENCE_S, what=what)
