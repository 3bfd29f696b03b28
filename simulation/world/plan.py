"""What is simulated: when, with how many people, and how much goes wrong."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from contract.hall import HallFile, Policy
from contract.ids import EpochMs
from coordinator.domain.schedule import is_open
from simulation.world.citizens import Manners
from simulation.world.faults import Level

DAY: Final = date(2026, 11, 23)
"""A Monday."""
MINUTE_MS: Final = 60_000


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One run of a hall."""

    begins: time = time(9, 30)
    minutes: int = 40
    visitors: int = 100
    busy: float = 0.75
    """The share of the clerks' time that would do for one service a visitor."""
    manners: Manners = field(default_factory=Manners)
    faults: Level = "many"
    tells_waits: bool = False
    coordinators: int = 1
    books: bool = False
    """Places are booked."""
    rings: bool = False
    """People at kiosks ring for a person."""
    policy: Policy | None = None
    """Instead of that of the hall file."""
    day_begins: time | None = None
    """When one business day ends and the next begins, instead of at night."""

    def file_of(self, file: HallFile) -> HallFile:
        """Return the hall file with what this plan has in its stead."""
        instead: dict[str, object] = {}
        if self.policy is not None:
            instead["policy"] = self.policy
        if self.day_begins is not None:
            instead["hall"] = file.hall.model_copy(update={"day_begins": self.day_begins})
        return file.model_copy(update=instead)

    def begins_ms(self, file: HallFile) -> int:
        """Return when the first citizen may come."""
        begins = datetime.combine(DAY, self.begins, file.time_zone)
        return int(begins.timestamp() * 1000)

    def open_ms(self, file: HallFile) -> int:
        """Return how long the hall is open meanwhile."""
        first_ms = self.begins_ms(file)
        minutes = range(first_ms, first_ms + self.minutes * MINUTE_MS, MINUTE_MS)
        return MINUTE_MS * sum(is_open(file, EpochMs(at_ms)) for at_ms in minutes)

    def service_ms(self, file: HallFile, counters: int) -> float:
        """Return how long a service takes, so that all who come can be served."""
        return self.busy * self.open_ms(file) * counters / max(1, self.visitors)
