"""How good are the waits that citizens are told? Each hall lives for weeks; every error counts."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import median
from typing import Final

from contract.hall import HallFile
from contract.ids import EpochMs, TicketId, WindowId
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.events import AnyEvent, NoShow, ServiceFinished, TicketCalled, TicketIssued
from simulation.waits.estimators import NAMES, SimpleEstimators
from simulation.waits.halls import random_hall
from simulation.waits.pattern import draw_pattern
from simulation.waits.world import World

_MINUTE_MS: Final = 60_000
_PROCESSES: Final = 2


@dataclass(frozen=True)
class Plan:
    """One hall to measure; all that is drawn follows from the seed."""

    name: str
    seed: int
    learning_days: int
    measured_days: int
    told_every: int
    file: HallFile | None = None
    """None for a random hall."""


@dataclass(frozen=True)
class HallResult:
    """What one hall's citizens were told, against what came. Errors are RMSE in minutes."""

    name: str
    windows: int
    shape: str
    tickets: int
    mean_wait: float
    ours: float
    simple: dict[str, float]
    within_bound: float

    @property
    def over_best_simple(self) -> float:
        """Our error as a part of the best simple estimator's, chosen knowing the outcome."""
        return self.ours / min(self.simple.values())


@dataclass(frozen=True)
class Result:
    """All halls."""

    halls: tuple[HallResult, ...]

    @property
    def rmse_over_best_simple(self) -> float:
        return median(hall.over_best_simple for hall in self.halls)

    @property
    def rmse_over_best_simple_worst(self) -> float:
        return max(hall.over_best_simple for hall in self.halls)

    @property
    def bound90_holds(self) -> float:
        """The part of all tickets that were called within their bound."""
        tickets = sum(hall.tickets for hall in self.halls)
        return sum(hall.within_bound * hall.tickets for hall in self.halls) / tickets


def plans(centre: HallFile, *, seed: int, thorough: bool) -> list[Plan]:
    """Return the halls to measure: the centre, and random ones of its size or smaller."""
    random = Random(seed)
    learning, measured, halls = (20, 10, 16) if thorough else (6, 3, 5)
    every = 4 if thorough else 6
    return [
        Plan("centre", random.getrandbits(32), learning, measured, 3 * every, centre),
        *(
            Plan(f"random {number}", random.getrandbits(32), learning, measured, every)
            for number in range(1, halls + 1)
        ),
    ]


def measure(wanted: list[Plan]) -> Result:
    """Let all halls live, two at a time."""
    with ProcessPoolExecutor(_PROCESSES) as pool:
        return Result(tuple(pool.map(measure_hall, wanted)))


def measure_hall(plan: Plan) -> HallResult:
    """Let one hall learn for some days, then measure."""
    random = Random(plan.seed)
    pattern = draw_pattern(random)
    file = plan.file or random_hall(
        random, windows=random.randint(8, 33), groups=random.randint(6, 30), serves=(2, 6)
    )
    watch = _Watch()
    world = World(file, pattern, random, watch.hear, told_every=plan.told_every)
    watch.world = world
    for day in range(plan.learning_days + plan.measured_days):
        watch.new_day(measured=day >= plan.learning_days)
        world.live_a_day()
    return watch.result(plan.name, pattern.shape)


@dataclass(frozen=True)
class _Outcome:
    waited_ms: int
    told: Wait
    simple: dict[str, float]


class _Watch:
    """Notes what every estimator said of a ticket, and what came of it."""

    world: World

    def __init__(self) -> None:
        self._simple = SimpleEstimators()
        self._told: dict[TicketId, tuple[Wait, dict[str, float]]] = {}
        self._taken_ms: dict[WindowId, EpochMs] = {}
        self._outcomes: list[_Outcome] = []
        self._measured = False

    def new_day(self, *, measured: bool) -> None:
        """Begin a day; tickets of yesterday are forgotten."""
        self._measured = measured
        self._told.clear()
        self._simple.new_day()

    def hear(self, event: AnyEvent) -> None:
        """Listen to what happens, just before it changes the hall."""
        match event:
            case TicketIssued(wait=wait):
                if wait is not None:
                    self._told[event.ticket_id] = (wait, self._estimates(event))
                self._simple.issued(event)
            case TicketCalled():
                self._simple.called(event)
                self._taken_ms[event.window_id] = event.at_ms
                told = self._told.pop(event.ticket_id, None)
                if told is not None and self._measured:
                    self._outcomes.append(_Outcome(event.wait_ms, *told))
            case ServiceFinished() | NoShow():
                stay_ms = event.at_ms - self._taken_ms[event.window_id]
                self._simple.served(event.group_id, stay_ms)
            case _:
                pass

    def result(self, name: str, shape: str) -> HallResult:
        """Return what was measured."""
        outcomes = self._outcomes
        return HallResult(
            name=name,
            windows=len(self.world.file.window),
            shape=shape,
            tickets=len(outcomes),
            mean_wait=sum(each.waited_ms for each in outcomes) / len(outcomes) / _MINUTE_MS,
            ours=_rmse(each.told.median_ms - each.waited_ms for each in outcomes),
            simple={
                name: _rmse(each.simple[name] - each.waited_ms for each in outcomes)
                for name in NAMES
            },
            within_bound=sum(each.waited_ms <= each.told.bound_ms for each in outcomes)
            / len(outcomes),
        )

    def _estimates(self, event: TicketIssued) -> dict[str, float]:
        hall = self.world.hall
        return self._simple.estimate(hall, event.group_id, event.ahead, event.at_ms)


def _rmse(errors_ms: Iterator[float]) -> float:
    squares = [(error / _MINUTE_MS) ** 2 for error in errors_ms]
    return sqrt(sum(squares) / len(squares))
