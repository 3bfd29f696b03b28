"""A day in the small hall, drawn from a seed and decided by the real rules; no process, no wire."""

from collections.abc import Callable
from functools import partial
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final

from contract.ids import ClerkId, CommandId, DeviceId, EpochMs, WindowId
from coordinator.adapters.store import JournalStore
from coordinator.domain import commands as do
from coordinator.domain.errors import NobodyWaits
from coordinator.domain.events import TicketCalled, TicketResumed
from coordinator.domain.ticket import State, Ticket
from coordinator.service.ports import Batch, Record
from journal import Journal
from tests.helpers.appointments import Counter, booking_hall
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    LI,
    MINUTE_MS,
    SENIOR,
    VETERAN,
    W1,
    W2,
    W3,
    WANG,
    ZHAO,
    hall_file,
    hall_tables,
)

REACTION_MS: Final = 5000
TICK_MS: Final = 30_000
SLOT_MS: Final = 900_000
COMES_AFTER_MIN: Final = (-50, -10, 5, 40, None)
"""So long after their slot begins guests come, one after the other."""
NO_SHOW: Final = 0.1
TRANSFER: Final = 0.2
SENT_ON: Final = 0.35
HELD: Final = 0.45
SERVED: Final = 1.0
FORM_S: Final = 300
LATER_S: Final = 1200
CLERKS: Final[dict[WindowId, ClerkId]] = {W1: LI, W2: WANG, W3: ZHAO}


class SimulatedDay:
    """Visitors come, clerks call as soon as they can and serve, until nobody waits."""

    def __init__(self, seed: int, *, visitors: int = 60, guests: int = 0, **policy: Any) -> None:
        """Live the day; `guests` have booked a place, and come early, in time, late or never."""
        tables: dict[str, Any] = {"policy": {**hall_tables()["policy"], **policy}}
        rules = {"slot_min": 15, "early": "keep", "late": "walk_in"}
        file = booking_hall(rules, **tables) if guests else hall_file(**tables)
        self.scene = Counter(file)
        self.scene.hall.always_open = True
        self._random = Random(seed)
        self._agenda: list[tuple[int, int, Callable[[], None]]] = []
        self._count = count()
        self._idle: set[WindowId] = set()
        for window_id, clerk_id in CLERKS.items():
            self.scene.staffed(window_id, clerk_id)
            self._idle.add(window_id)
        self._plan(visitors)
        self._invite(guests)
        self._tick()
        while self._agenda:
            at_ms, _, act = heappop(self._agenda)
            self.scene.now_ms = EpochMs(at_ms)
            act()

    def write(self, path: Path) -> str:
        """Write the day's journal; return the URL of the database."""
        records = [
            Record(position, self.scene.hall.day.date, DeviceId("any"), CommandId(""), event)
            for position, event in enumerate(self.scene.events, start=1)
        ]
        journal = Journal.open(f"sqlite:///{path}", "small")
        JournalStore(journal).append(Batch(records, {}, []))
        journal.close()
        return f"sqlite:///{path}"

    def _plan(self, visitors: int) -> None:
        for _ in range(visitors):
            self._after(self._random.randrange(7_200_000), self._come)

    def _invite(self, guests: int) -> None:
        """Book the next slots for guests; every fifth does not come at all."""
        for guest in range(guests):
            slot_ms = self.scene.now_ms + (2 + guest // 2) * SLOT_MS
            code = self.scene.book(EpochMs(slot_ms)).code
            after_min = COMES_AFTER_MIN[guest % len(COMES_AFTER_MIN)]
            if after_min is not None:
                after_ms = after_min * MINUTE_MS + self._random.randrange(MINUTE_MS)
                delay_ms = slot_ms - self.scene.now_ms + after_ms
                self._after(max(0, delay_ms), partial(self._check_in, code))

    def _check_in(self, code: str) -> None:
        self.scene.check_in(code)
        self._wake()

    def _after(self, delay_ms: int, act: Callable[[], None]) -> None:
        heappush(self._agenda, (self.scene.now_ms + delay_ms, next(self._count), act))

    def _come(self) -> None:
        group = self._random.choice([GENERAL, GENERAL, CASHIER])
        self.scene.issue(group, self._random.choice([None, None, None, None, SENIOR, VETERAN]))
        self._wake()

    def _wake(self) -> None:
        for window_id in sorted(self._idle):
            self._after(REACTION_MS, partial(self._call, window_id))
        self._idle.clear()

    def _call(self, window_id: WindowId) -> None:
        try:
            [called, *_] = self.scene.at_window(do.CallNext, window_id)
        except NobodyWaits:
            self._idle.add(window_id)
            return
        assert isinstance(called, TicketCalled | TicketResumed)
        ticket = self.scene.hall.day.tickets[called.ticket_id]
        service_ms = self._random.randrange(60_000, 600_000)
        self._after(service_ms, partial(self._end, window_id, ticket, self._random.random()))

    def _end(self, window_id: WindowId, ticket: Ticket, fate: float) -> None:
        if fate < NO_SHOW:
            self.scene.step(do.MarkNoShow, ticket, window_id)
        elif fate < TRANSFER and ticket.group_id == GENERAL:
            self.scene.step(do.TransferTicket, ticket, window_id, to_group_id=CASHIER)
        elif fate < SENT_ON and ticket.service_count == 1:
            self._send_on(window_id, ticket)
        elif fate < HELD:
            self.scene.step(do.HoldTicket, ticket, window_id, reason="form", return_s=FORM_S)
        else:
            self._finish(window_id, ticket)
        if ticket.state is State.SERVING:  # the next service, here at once
            self._after(60_000, partial(self._end, window_id, ticket, SERVED))
            return
        self._idle.add(window_id)
        self._wake()

    def _finish(self, window_id: WindowId, ticket: Ticket) -> None:
        if ticket.state is State.CALLED:
            self.scene.step(do.StartService, ticket, window_id)
        self.scene.step(do.FinishService, ticket, window_id)

    def _send_on(self, window_id: WindowId, ticket: Ticket) -> None:
        """Send a citizen to another window or clerk, perhaps for later, perhaps to come back."""
        others = [other for other in CLERKS if other != window_id]
        other, later_s = self._random.choice(others), self._random.choice([0, 0, LATER_S])
        to: dict[str, Any] = self._random.choice(
            [{"to_window_id": other}, {"to_clerk_id": CLERKS[other]}]
        )
        self.scene.step(
            do.TransferTicket,
            ticket,
            window_id,
            not_before_ms=self.scene.now_ms + later_s * 1000,
            returns=self._random.random() < 0.5,
            **to,
        )

    def _tick(self) -> None:
        """Have time do what it does, as long as anybody is in the hall or will come."""
        self.scene.let_miss()
        if self.scene.pass_time(seconds=0):
            self._wake()
        if self._agenda or self.scene.hall.open_tickets():
            self._after(TICK_MS, self._tick)
