"""Many seeds, one after the other: what they are, and what came of all of them."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, Literal, TypeAlias, get_args

import structlog

from contract.hall import HallFile, Policy
from contract.hall.policy import Order
from journal import Journal
from simulation.checkers.verdict import Violation
from simulation.world.faults import Level
from simulation.world.journal import ModelJournal, Rows
from simulation.world.plan import Plan, nine_or_later
from simulation.world.trace import Tell
from simulation.world.world import Result, World

JournalKind: TypeAlias = Literal["model", "sqlite"]

NEW_DAYS: Final = 1 / 4
"""In so many of the runs one business day ends in the middle, and the next begins."""
RINGS_EVERY: Final = 5
"""In one of so many runs people ring for a person."""
SELDOM_EVERY: Final = 3
"""In one of so many runs clerks also do what they seldom do."""
VISITORS_A_MINUTE: Final = 2.2
"""As many as one kiosk can serve."""
DAY_VISITORS_A_COUNTER: Final = 10_000 / 131
"""Of the district centre. Desks serve those who were at a window before."""
LOG_CRITICAL: Final = 50
COORDINATORS: Final = (1, 1, 1, 1, 2, 3)
"""So many share the hall: one, in most runs."""


@dataclass
class Campaign:
    """What came of several seeds."""

    seeds: int = 0
    commands: int = 0
    events: int = 0
    papers: int = 0
    spoken: int = 0
    booked: int = 0
    simulated_s: float = 0
    cpu_s: float = 0
    wall_s: float = 0
    """What that took, of one core and by the clock on the wall."""
    faults: Counter[str] = field(default_factory=Counter)
    violations: list[tuple[int, Violation]] = field(default_factory=list)
    """Each with its seed."""

    def add(self, result: Result) -> None:
        """Count one seed in."""
        self.seeds += 1
        self.commands += result.commands
        self.events += result.events
        self.papers += result.papers
        self.spoken += result.spoken
        self.booked += result.booked
        self.simulated_s += result.simulated_s
        self.faults.update(result.faults)
        self.violations += [(result.seed, each) for each in result.violations]


def plan_of(
    file: HallFile,
    seed: int,
    faults: Level,
    *,
    whole_day: bool = False,
    coordinators: int | None = None,
) -> Plan:
    """Return what is simulated under a seed: a part of a busy morning, or a whole day.

    Args:
        coordinators: so many share the hall, not as many as the seed says.

    Raises `CannotSimulate`.
    """
    opens = nine_or_later(file)
    if whole_day:
        counters = sum(each.kind == "window" for each in file.window)
        visitors = round(DAY_VISITORS_A_COUNTER * counters)
        return Plan(
            day=opens.date(),
            begins=time(4, 30),
            minutes=24 * 60,
            visitors=visitors,
            busy=0.5,  # visits have one and a half services each
            faults=faults,
            coordinators=coordinators or 1,
        )
    random = Random(f"{seed} plan")
    minutes = random.randint(10, 30)
    begins = opens + timedelta(minutes=random.randint(5, 45))
    return Plan(
        day=begins.date(),
        begins=begins.time(),
        minutes=minutes,
        visitors=round(VISITORS_A_MINUTE * minutes * len(file.kiosk)),
        faults=faults,
        tells_waits=random.random() < 1 / 8,
        policy=_policy(file, random),
        coordinators=coordinators or random.choice(COORDINATORS),
        books=random.random() < 1 / 2,
        rings=seed % RINGS_EVERY == 0,  # not drawn: the seeds with a name stay what they are
        seldom=seed % SELDOM_EVERY == 0,
        day_begins=_new_day(seed, begins, minutes),
    )


def _new_day(seed: int, begins: datetime, minutes: int) -> time | None:
    """Return when a day ends while people come, wait and are served; None if none does."""
    random = Random(f"{seed} day")
    if random.random() >= NEW_DAYS:
        return None
    passed_s = random.randrange(60 * minutes)
    return (begins + timedelta(seconds=passed_s)).time()


def _policy(file: HallFile, random: Random) -> Policy | None:
    """Return another order of calling than the hall's own, in half of all runs."""
    if random.random() < 1 / 2:
        return None
    drawn = {
        "order": random.choice(get_args(Order)),
        "longest_wait_s": random.choice((120, 600, 1800)),
        "rates": {priority.id: random.choice((1.5, 2.0, 5.0)) for priority in file.priority},
        "priority_run": random.randint(1, 3),
        "appointment_run": random.randint(1, 3),
    }
    return file.policy.model_copy(update=drawn)


def run_seeds(
    file: HallFile,
    seeds: Iterable[int],
    plan: Callable[[int], Plan],
    *,
    journal: JournalKind = "model",
    tell: Tell | None = None,
) -> Iterator[Result]:
    """Yield what came of each seed."""
    with _without_collector():
        for number, seed in enumerate(seeds):
            if number:
                gc.collect()  # what the seed before has left
            with _quiet(), _rows(file, journal) as rows:
                result = World(file, seed, plan(seed), rows=rows, tell=tell).run()
            yield result


@contextmanager
def _rows(file: HallFile, kind: JournalKind) -> Iterator[Rows]:
    if kind == "model":
        yield ModelJournal()
        return
    with TemporaryDirectory(prefix="hallcall-simulate-") as directory:
        journal = Journal.open(f"sqlite:///{Path(directory) / 'hall.db'}", file.hall.id)
        try:
            yield journal
        finally:
            journal.close()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking through a day's rows again and again for what is garbage."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _quiet() -> Iterator[None]:
    """Lose the programs' log lines: thousands a second, and the trace says what they say."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(LOG_CRITICAL))
    try:
        yield
    finally:
        structlog.configure(**before)
