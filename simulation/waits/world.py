"""A hall that lives through many days: real rules, imagined people, no clock but the events'."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from itertools import count
from math import exp, log, sqrt
from random import Random
from typing import Any, Final, cast

from contract.hall import HallFile, Window
from contract.ids import CommandId, DeviceId, EpochMs, GroupId, PriorityId, TicketId
from coordinator.domain import commands as do
from coordinator.domain.days import begin_day
from coordinator.domain.decide import decide
from coordinator.domain.errors import Refused
from coordinator.domain.events import AnyEvent, TicketCalled, TicketIssued
from coordinator.domain.evolve import evolve
from coordinator.domain.hall import Hall
from simulation.waits.pattern import CLOSES_MS, HOUR_MS, OPENS_MS, Pattern, arrivals

DAY_MS: Final = 24 * HOUR_MS
MINUTE_MS: Final = 60_000
_BEGIN_MS: Final = EpochMs(1_795_363_200_000)  # Monday 2026-11-23, midnight in China
_RECALLS: Final = 2
_SPARED_FROM: Final = 4
"""With fewer windows for a line, somebody comes to replace an absent clerk."""

Listener = Callable[[AnyEvent], None]


@dataclass
class Desk:
    """A window and its clerk today."""

    window: Window
    panel: DeviceId
    pace: float
    opens_ms: float
    lunch_ms: float
    lunch_length_ms: float
    signs_out_for_lunch: bool
    idle: bool = False
    lunched: bool = False
    at_work: bool = False


@dataclass
class World:
    """Runs days. Everything it knows and the hall does not, the hall has to learn."""

    file: HallFile
    pattern: Pattern
    random: Random
    hear: Listener
    told_every: int = 5
    """One citizen in so many is told a wait, which is what takes the time."""
    hall: Hall = field(init=False)

    def __post_init__(self) -> None:
        self.hall = Hall(self.file, always_open=True)
        self._ids = count()
        self._day = 0
        self._agenda: list[tuple[float, int, Callable[[], object]]] = []
        self._now_ms = 0.0
        off = self.pattern.typed_error
        self._means_ms = {
            group.id: group.mean_service_s * 1000 * exp(self.random.gauss(0, off))
            for group in self.file.group
        }
        panels = {caller.window: caller.id for caller in self.file.caller}
        self._desks = {
            window.id: self._new_desk(window, panels[window.id])
            for window in self.file.window
            if window.kind == "window"
        }
        self._kiosk = self.file.kiosk[0].id
        self._popular = {
            group.id: self.random.lognormvariate(0, 0.5)
            for group in self.file.group
            if group.gives_tickets
        }

    def live_a_day(self) -> None:
        """Let citizens come from nine to five, and go on until everybody is served."""
        self._day += 1
        self._now_ms = 0.0
        self._happen(begin_day(self.hall, self._at_ms()))
        self._plan_windows()
        self._plan_citizens()
        while self._agenda:
            self._now_ms, _, act = heappop(self._agenda)
            act()

    def _new_desk(self, window: Window, panel: DeviceId) -> Desk:
        random = self.random
        return Desk(
            window=window,
            panel=panel,
            pace=random.lognormvariate(0, 0.15),
            opens_ms=OPENS_MS + random.choice((-5, 0, 5, 30)) * MINUTE_MS,
            lunch_ms=random.uniform(11.5, 13) * HOUR_MS,
            lunch_length_ms=random.choice((0, 40, 60)) * MINUTE_MS,
            signs_out_for_lunch=random.choice((False, True)),
        )

    def _plan_windows(self) -> None:
        for desk in self._desks.values():
            desk.idle = desk.lunched = desk.at_work = False
            if not self._spared(desk) or self.random.random() >= self.pattern.absent_share:
                late_ms = self.random.uniform(-3, 6) * MINUTE_MS
                self._at(desk.opens_ms + late_ms, partial(self._begin, desk))

    def _spared(self, desk: Desk) -> bool:
        """Tell whether the hall can do without a window: else it would send another clerk."""
        serving = self.hall.windows_serving
        return all(len(serving[group]) >= _SPARED_FROM for group in desk.window.services)

    def _plan_citizens(self) -> None:
        spread = self.pattern.day_spread
        busy = exp(self.random.gauss(-spread * spread / 2, spread))
        for group_id, per_hour in self._demand_per_hour().items():
            for at_ms in arrivals(self.pattern, per_hour * busy, self.random):
                self._at(at_ms, partial(self._come, group_id))

    def _demand_per_hour(self) -> dict[GroupId, float]:
        """Return how many come for each group: each window's hour is shared by what it serves."""
        hours: dict[GroupId, float] = dict.fromkeys(self._popular, 0.0)
        for window in self.file.window:
            serves = [group for group in window.serves if group in self._popular]
            whole = sum(self._popular[group] for group in serves)
            for group in serves:
                hours[group] += HOUR_MS * self._popular[group] / whole
        usable = 0.9 * (1 - self.pattern.absent_share) * self.pattern.load
        return {group: usable * hours[group] / self._means_ms[group] for group in hours}

    def _come(self, group_id: GroupId) -> None:
        priority: PriorityId | None = None
        if self.random.random() < self.pattern.priority_share and self.file.priority:
            priority = self.random.choice(self.file.priority).id
        self.hall.tells_waits = self.random.random() * self.told_every < 1
        ticket_id: TicketId | None = None
        for event in self._do(do.IssueTicket, self._kiosk, group_id=group_id, priority_id=priority):
            if isinstance(event, TicketIssued):
                ticket_id = event.ticket_id
        if ticket_id is None:
            return
        self._do(do.ReportPaper, self._kiosk, ticket_id=ticket_id, outcome="printed")
        for window_id in self.hall.windows_serving[group_id]:
            if self._desks[window_id].idle:
                self._at(self._now_ms + 3000, partial(self._next, self._desks[window_id]))
                break

    def _begin(self, desk: Desk) -> None:
        index = self.file.window.index(desk.window)
        clerk = self.file.clerk[index].id
        self._do(do.SignIn, desk.panel, window_id=desk.window.id, clerk_id=clerk)
        desk.at_work = True
        self._next(desk)

    def _next(self, desk: Desk) -> None:
        if not desk.at_work:
            return
        if self._now_ms >= desk.lunch_ms and not desk.lunched and desk.lunch_length_ms:
            self._lunch(desk)
            return
        called = [
            event
            for event in self._do(do.CallNext, desk.panel, window_id=desk.window.id)
            if isinstance(event, TicketCalled)
        ]
        desk.idle = not called
        if called:
            self._receive(desk, called[0])
        elif self._now_ms >= CLOSES_MS:
            desk.at_work = False
            self._do(do.SignOut, desk.panel, window_id=desk.window.id)

    def _receive(self, desk: Desk, call: TicketCalled) -> None:
        step = {"window_id": desk.window.id, "ticket_id": call.ticket_id}
        if self.random.random() < self.pattern.no_show_share:
            for recall in range(1, _RECALLS + 1):
                self._later(30_000 * recall, partial(self._do, do.Recall, desk.panel, **step))
            self._later(100_000, partial(self._end, desk, do.MarkNoShow, step))
            return
        walk_ms = self.random.uniform(5, 40) * 1000
        self._later(walk_ms, partial(self._do, do.StartService, desk.panel, **step))
        serve_ms = self._service_ms(call.group_id) * desk.pace
        self._later(walk_ms + serve_ms, partial(self._end, desk, do.FinishService, step))

    def _end(self, desk: Desk, how: type[do.TicketCommand], step: dict[str, Any]) -> None:
        self._do(how, desk.panel, **step)
        if self.random.random() < self.pattern.break_chance:
            self._pause(desk, self.random.uniform(3, 18) * MINUTE_MS)
        else:
            self._later(self.random.uniform(3, 20) * 1000, partial(self._next, desk))

    def _lunch(self, desk: Desk) -> None:
        desk.lunched = True
        length_ms = desk.lunch_length_ms + self.random.uniform(-5, 5) * MINUTE_MS
        if desk.signs_out_for_lunch:
            desk.at_work = desk.idle = False
            self._do(do.SignOut, desk.panel, window_id=desk.window.id)
            self._later(length_ms, partial(self._begin, desk))
        else:
            self._pause(desk, length_ms)

    def _pause(self, desk: Desk, length_ms: float) -> None:
        desk.idle = False
        self._do(do.PauseWindow, desk.panel, window_id=desk.window.id, reason="break")
        self._later(length_ms, partial(self._go_on, desk))

    def _go_on(self, desk: Desk) -> None:
        self._do(do.OpenWindow, desk.panel, window_id=desk.window.id)
        self._next(desk)

    def _service_ms(self, group_id: GroupId) -> float:
        spread = sqrt(log(1 + self.pattern.cv**2))
        hour = 1 + 0.12 * ((self._now_ms / HOUR_MS - 13) / 4)  # people tire
        length = self.random.lognormvariate(-spread * spread / 2, spread)
        return self._means_ms[group_id] * hour * length

    def _later(self, delay_ms: float, act: Callable[[], object]) -> None:
        self._at(self._now_ms + delay_ms, act)

    def _at(self, at_ms: float, act: Callable[[], object]) -> None:
        heappush(self._agenda, (at_ms, next(self._ids), act))

    def _at_ms(self) -> EpochMs:
        return EpochMs(round(_BEGIN_MS + self._day * DAY_MS + self._now_ms))

    def _do(self, kind: type[do.Command], device: DeviceId, **fields: Any) -> tuple[AnyEvent, ...]:
        command = kind(
            command_id=CommandId(str(next(self._ids))),
            device_id=device,
            expires_at_ms=EpochMs(2**52),
            **fields,
        )
        try:
            return self._happen(
                decide(self.hall, cast("do.AnyCommand", command), now_ms=self._at_ms())
            )
        except Refused:
            return ()

    def _happen(self, events: tuple[AnyEvent, ...]) -> tuple[AnyEvent, ...]:
        for event in events:
            self.hear(event)
            evolve(self.hall, event)
        return events
