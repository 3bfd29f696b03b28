"""All that a screen depends on, and what every screen has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contract.ids import EpochMs
from kiosk.core.catalog import Catalog
from kiosk.core.equipment import PrinterHealth
from kiosk.core.queues import Queues
from kiosk.core.slip import hall_time
from kiosk.core.visit import Visit
from messaging import HallWatch


@dataclass(frozen=True)
class Situation:
    """All that a screen depends on. `printer` is None until it was heard of."""

    catalog: Catalog
    watch: HallWatch
    queues: Queues
    visit: Visit
    printer: PrinterHealth | None
    card_reader: bool
    knows_persons: bool
    """A card tells who booked an appointment; without the key, it does not."""
    now_ms: EpochMs
    idle_left_s: int | None = None

    @property
    def reachable(self) -> bool:
        """The coordinator hears us, as far as can be known."""
        return self.watch.alive(self.now_ms) and not self.watch.line_down(self.now_ms)

    @property
    def hall_time(self) -> datetime:
        """What the hall's own clock shows."""
        return hall_time(self.watch.hall_ms(self.now_ms), self.catalog)


def page(now: Situation) -> dict[str, Any]:
    return {
        "hall": now.catalog.hall.hall.name.in_language(now.visit.language),
        "clock": now.hall_time.strftime("%H:%M"),
    }


def visitor_page(now: Situation) -> dict[str, Any]:
    return {**page(now), "idle_left_s": now.idle_left_s}
