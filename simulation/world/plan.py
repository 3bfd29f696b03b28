"""What is simulated: when, with how many people, and how much goes wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from contract.hall import HallFile, Kiosk, Policy
from contract.hall.openings import LOOK_AHEAD_DAYS
from contract.ids import EpochMs
from coordinator.domain.schedule import is_open
from simulation.world.citizens import Manners
from simulation.world.faults import Level

DAY: Final = date(2026, 11, 23)
"""A Monday."""
NINE: Final = time(9)
MINUTE_MS: Final = 60_000
IMPATIENT_POLICY: Final = {"target_wait_s": 120, "appointment_run": 1}
FREER_DESK: Final = {
    "chosen_calls": "everybody",
    "recall_pause_s": 5,
    "no_show_back_s": 240,
    "hold_return_s": 90,
}
"""Where clerks do what they seldom do, so that it happens within a short morning."""

LOW_BLOCKS_FROM: Final = 4
LOW_BLOCK: Final = 12


class CannotSimulate(Exception):
    """A hall where nobody can be served keeps every promise, which says nothing."""


def nine_or_later(file: HallFile) -> datetime:
    """Return nine o'clock of a Monday or, of a hall that is closed then, when it opens next.

    Raises `CannotSimulate`.
    """
    needed = {"kiosk": file.kiosk, "caller": file.caller, "clerk": file.clerk}
    missing = [f"[[{table}]]" for table, entries in needed.items() if not entries]
    if missing:
        raise CannotSimulate(f"{file.hall.id} has no {' and no '.join(missing)} to be served by")
    nine = datetime.combine(DAY, NINE, file.time_zone)
    opens = nine if file.openings.is_open(nine) else file.openings.next_after(nine)
    if opens is None:
        raise CannotSimulate(f"{file.hall.id} is closed on {DAY} and {LOOK_AHEAD_DAYS} days after")
    return opens


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One run of a hall."""

    day: date = DAY
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
    seldom: bool = False
    """Clerks and supervisors also do what they seldom do."""
    policy: Policy | None = None
    """Instead of that of the hall file."""
    day_begins: time | None = None
    """When one business day ends and the next begins, instead of at night."""

    def file_of(self, file: HallFile) -> HallFile:
        """Return the hall file with what this plan has in its stead."""
        instead: dict[str, object] = {}
        if self.policy is not None:
            instead["policy"] = self.policy
        if self.seldom:
            policy = self.policy or file.policy
            instead["policy"] = policy.model_copy(update=IMPATIENT_POLICY)
            instead["desk"] = file.desk.model_copy(update=FREER_DESK)
            instead["kiosk"] = tuple(_with_low_blocks(file.kiosk))
        if self.day_begins is not None:
            instead["hall"] = file.hall.model_copy(update={"day_begins": self.day_begins})
        return file.model_copy(update=instead)

    def begins_ms(self, file: HallFile) -> int:
        """Return when the first citizen may come."""
        begins = datetime.combine(self.day, self.begins, file.time_zone)
        return int(begins.timestamp() * 1000)

    def open_ms(self, file: HallFile) -> int:
        """Return how long the hall is open meanwhile."""
        first_ms = self.begins_ms(file)
        minutes = range(first_ms, first_ms + self.minutes * MINUTE_MS, MINUTE_MS)
        return MINUTE_MS * sum(is_open(file, EpochMs(at_ms)) for at_ms in minutes)

    def service_ms(self, file: HallFile, counters: int) -> float:
        """Return how long a service takes, so that all who come can be served."""
        return self.busy * self.open_ms(file) * counters / max(1, self.visitors)


def _with_low_blocks(kiosks: Iterable[Kiosk]) -> Iterator[Kiosk]:
    """Give kiosks few numbers of their own, which a morning comes past, and may use up."""
    for place, kiosk in enumerate(kiosks):
        first = LOW_BLOCKS_FROM + place * LOW_BLOCK
        own = {"first": first, "last": first + LOW_BLOCK - 1}
        alone = kiosk.alone and kiosk.alone.model_copy(update=own)
        yield kiosk.model_copy(update={"alone": alone})
