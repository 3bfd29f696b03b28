"""All that a screen depends on, and what every screen has."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from contract.ids import EpochMs, GroupId
from kiosk.core.alone import Alone
from kiosk.core.catalog import Catalog
from kiosk.core.equipment import PrinterHealth
from kiosk.core.queues import Queues
from kiosk.core.slip import clock_time, hall_time
from kiosk.core.visit import Visit
from messaging import HallWatch

LASTING: Final = frozenset({"suspended", "full", "capacity"})
"""Why a group is closed for the rest of the day; what the clock says is worked out anew."""


@dataclass(frozen=True)
class Situation:
    """All that a screen depends on. `printer` is None until it was heard of."""

    catalog: Catalog
    watch: HallWatch
    queues: Queues
    visit: Visit
    printer: PrinterHealth | None
    card_reader: bool
    scanner: bool
    alone: Alone
    works_alone: bool
    """The coordinator is not to be reached, and the kiosk has numbers of its own."""
    doubled: bool
    """Another kiosk has our id, and our numbers."""
    knows_persons: bool
    """A card tells who booked an appointment; without the key, it does not."""
    now_ms: EpochMs
    idle_left_s: int | None = None

    @property
    def reads_documents(self) -> bool:
        """The scanner reads the lines of passports and permits, and works."""
        entry = self.catalog.kiosk.scanner
        return self.scanner and entry is not None and entry.documents

    @property
    def reachable(self) -> bool:
        """The coordinator hears us, as far as can be known."""
        return self.watch.reachable(self.now_ms)

    @property
    def stands_in(self) -> bool:
        """Whoever takes a ticket now gets a number within seconds, even if nobody hears us."""
        will = self.watch.hall is not None and not self.doubled and self.alone.able
        return self.works_alone or will

    @property
    def no_paper(self) -> str:
        """The code of what keeps paper from coming out, "" if nothing does."""
        if self.printer is None or self.printer.trouble is None:
            return ""
        return self.printer.trouble.value

    @property
    def hall_open(self) -> bool | None:
        """Whether tickets are given at all; None while that was never heard."""
        return self.alone.is_open(self.hall_time) if self.works_alone else self.watch.hall_open

    def closed_reason(self, group_id: GroupId) -> str:
        """Return the key of why the group takes nobody now, "" when it does."""
        if not self.works_alone:
            return self.queues.closed_reason(group_id)
        if not self.alone.can_give(group_id):
            return "closed.no_numbers"
        heard = self.queues.of(group_id)
        if heard is not None and heard.closed_reason in LASTING and self._heard_today:
            return f"closed.{heard.closed_reason}"
        is_open = self.alone.is_open(self.hall_time, group_id)
        return "" if is_open else "closed.outside_hours"

    @property
    def _heard_today(self) -> bool:
        return self.watch.hall is not None and self.watch.hall.day == self.alone.day

    @cached_property
    def hall_time(self) -> datetime:
        """What the hall's own clock shows."""
        return hall_time(self.watch.hall_ms(self.now_ms), self.catalog)


def page(now: Situation) -> dict[str, Any]:
    return {
        "hall": now.catalog.hall.hall.name.in_language(now.visit.language),
        "clock": clock_time(now.hall_time),
        "comfort": now.visit.comfort,
    }


def visitor_page(now: Situation) -> dict[str, Any]:
    return {**page(now), "idle_left_s": now.idle_left_s}
