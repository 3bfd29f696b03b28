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
from coordinator.domain.ticket import Ticket
from coordinator.service.ports import Batch, Record
from journal import Journal
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    LI,
    SENIOR,
    VETERAN,
    W1,
    W2,
    W3,
    WANG,
    ZHAO,
    Scene,
    hall_file,
    hall_tables,
)

REACTION_MS: Final = 5000
NO_SHOW: Final = 0.1
TRANSFER: Final = 0.25
CLERKS: Final[dict[WindowId, ClerkId]] = {W1: LI, W2: WANG, W3: ZHAO}


class SimulatedDay:
    """Visitors come, clerks call as soon as they can and serve, until nobody waits."""

    def __init__(self, seed: int, *, visitors: int = 60, **policy: Any) -> None:
        tables = {"policy": {**hall_tables()["policy"], **policy}}
        self.scene = Scene(hall_file(**tables))
        self.scene.hall.always_open = True
        self._random = Random(seed)
        self._agenda: list[tuple[int, int, Callable[[], None]]] = []
        self._count = count()
        self._idle: set[WindowId] = set()
        for window_id, clerk_id in CLERKS.items():
            self.scene.staffed(window_id, clerk_id)
            self._idle.add(window_id)
        self._plan(visitors)
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
            ticket = self.scene.call(window_id)
        except NobodyWaits:
            self._idle.add(window_id)
            return
        service_ms = self._random.randrange(60_000, 600_000)
        self._after(service_ms, partial(self._end, window_id, ticket, self._random.random()))

    def _end(self, window_id: WindowId, ticket: Ticket, fate: float) -> None:
        if fate < NO_SHOW:
            self.scene.step(do.MarkNoShow, ticket, window_id)
        elif fate < TRANSFER and ticket.group_id == GENERAL:
            self.scene.step(do.TransferTicket, ticket, window_id, to_group_id=CASHIER)
        else:
            self.scene.serve(ticket, window_id)
        self._idle.add(window_id)
        self._wake()
