"""The coordinator's ports, in memory: a store that can fail, a publisher that remembers."""

import itertools
from collections import deque
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

import msgspec

from contract.hall import HallFile
from contract.ids import ClerkId, CommandId, DeviceId, EpochMs, TicketId, WindowId
from contract.messages.answers import AnyAnswer, Done
from contract.messages.base import decode
from contract.messages.commands import GivenCard, VisitorCard
from coordinator.domain import commands as do
from coordinator.domain.commands import PinCheck
from coordinator.domain.hall import Hall
from coordinator.service.errands import AtOnce
from coordinator.service.loop import HallLoop
from coordinator.service.ports import (
    Batch,
    CommandKey,
    Record,
    Request,
    StoreUnavailable,
    Superseded,
    Visitor,
    VisitorKey,
    Worker,
)
from coordinator.service.snapshots import Piece, Snapshot
from tests.helpers.clock import HandClock
from tests.helpers.scene import GENERAL, K1, NEVER_EXPIRES, PANEL_OF, at, hall_file

T = TypeVar("T")
COUNT = itertools.count()
CARD = GivenCard(masked_name="欧阳*", document_tail="123X")
SEEN = VisitorCard(masked_name=CARD.masked_name, document_tail=CARD.document_tail)
"""What a panel shows of it."""


def issue(command_id: str = "", *, visitor: GivenCard | None = None, **fields: Any) -> Request:
    """Return a kiosk's request for a ticket."""
    defaults: dict[str, Any] = {
        "device_id": K1,
        "group_id": GENERAL,
        "expires_at_ms": NEVER_EXPIRES,
    }
    name = CommandId(command_id or f"i{next(COUNT)}")
    return Request(do.IssueTicket(command_id=name, **(defaults | fields)), b"corr", visitor)


def paper(*numbers: str) -> list[Request]:
    """Return the kiosk's reports that these tickets of the first day were printed."""
    return [
        Request(
            do.ReportPaper(
                command_id=CommandId(f"r{next(COUNT)}"),
                device_id=K1,
                expires_at_ms=NEVER_EXPIRES,
                ticket_id=TicketId(f"2026-11-23.{number}"),
                outcome="printed",
            )
        )
        for number in numbers
    ]


def panel(kind: type[do.WindowCommand], window_id: str = "w1", **fields: Any) -> Request:
    """Return a request from a window's own panel."""
    window = WindowId(window_id)
    command: Any = kind(
        command_id=CommandId(f"p{next(COUNT)}"),
        device_id=PANEL_OF[window],
        expires_at_ms=NEVER_EXPIRES,
        window_id=window,
        **fields,
    )
    return Request(command)


class FakeStore:
    """Keeps everything as bytes would be kept; `full` makes the next appends fail."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.stored_answers: dict[CommandKey, AnyAnswer] = {}
        self.people: list[Visitor] = []
        self.batches: list[Batch] = []
        self.pieces: list[bytes] = []
        self.snapshots: dict[str, Snapshot] = {}
        self.full = False
        self.fails_after_commit = False
        self.away = False
        self.superseded = False

    def load(self, *, after_position: int = 0) -> list[Record]:
        self._check_there()
        days = [i for i, r in enumerate(self.records) if type(r.event).__name__ == "DayBegan"]
        return self.records[max(after_position, days[-1] if days else 0) :]

    def snapshot(self, file_digest: str) -> Snapshot | None:
        self._check_there()
        found = self.snapshots.get(file_digest)
        self.pieces = [*found.tickets] if found else []
        return found

    def keep(self, piece: Piece, file_digest: str) -> None:
        self._check_there()
        if self.full:
            raise StoreUnavailable("disk full")
        if piece.anew:
            self.pieces, self.snapshots = [], {}
        self.pieces.append(piece.tickets)
        if piece.rest is not None:
            self.snapshots[file_digest] = Snapshot(piece.position, [*self.pieces], piece.rest)

    def append(self, batch: Batch) -> None:
        self._check_there()
        if self.superseded:
            raise Superseded("another")
        if self.full:
            raise StoreUnavailable("disk full")
        expected = len(self.records) + 1
        assert [r.position for r in batch.records] == [
            *range(expected, expected + len(batch.records))
        ]
        self.batches.append(Batch([*batch.records], {**batch.answers}, [*batch.visitors]))
        self.records += batch.records
        self.stored_answers |= batch.answers
        self.people += batch.visitors
        if self.fails_after_commit:
            raise StoreUnavailable("the line broke during the commit")

    def try_to_write(self) -> None:
        self._check_there()
        if self.full:
            raise StoreUnavailable("disk full")

    def answers(self, keys: Collection[CommandKey]) -> Mapping[CommandKey, AnyAnswer]:
        self._check_there()
        return {key: self.stored_answers[key] for key in keys if key in self.stored_answers}

    def visitors(self, since_day: str) -> Mapping[VisitorKey, GivenCard]:
        return {visitor.key: visitor.card for visitor in self.people if visitor.day >= since_day}

    def erase_due(self, now_ms: EpochMs) -> int:
        self._check_there()
        kept = [visitor for visitor in self.people if visitor.erase_after_ms > now_ms]
        erased = len(self.people) - len(kept)
        self.people = kept
        return erased

    def _check_there(self) -> None:
        if self.away:
            raise StoreUnavailable("no database")


class FakePublisher:
    """Remembers what was said, in order."""

    def __init__(self) -> None:
        self.answers: list[tuple[DeviceId, AnyAnswer, bytes | None]] = []
        self.news: list[tuple[str, Any, float | None]] = []
        self.retained: dict[str, bytes] = {}
        self.retain_count = 0
        self.said: list[str] = []

    def answer(self, device_id: DeviceId, answer: AnyAnswer, correlation: bytes | None) -> None:
        self.answers.append((device_id, answer, correlation))
        self.said.append("answer")

    def retain(self, topic: str, payload: bytes) -> None:
        self.retained[topic] = payload
        self.retain_count += 1
        self.said.append(topic)

    def tell(self, topic: str, message: msgspec.Struct, *, expires_s: float | None = None) -> None:
        self.news.append((topic, message, expires_s))
        self.said.append(topic)

    def state(self, path: str, kind: type[T]) -> T:
        """Return the retained message of a topic of the small hall."""
        found: T = decode(self.retained[f"hallcall/v1/small/state/{path}"], kind)
        return found


class FakePins:
    """Says at once what it is told to say."""

    def __init__(self) -> None:
        self.verdict = PinCheck.NOT_GIVEN
        self.asked: list[tuple[DeviceId, ClerkId, str | None]] = []

    def check(
        self,
        device_id: DeviceId,
        clerk_id: ClerkId,
        pin: str | None,
        *,
        then: Callable[[PinCheck], object],
    ) -> None:
        self.asked.append((device_id, clerk_id, pin))
        then(self.verdict)


class FakeAlarms:
    """Remembers the alarms about the journal."""

    def __init__(self) -> None:
        self.standing: str | None = None

    def journal(self, why: str | None) -> None:
        self.standing = why


class HandWorker:
    """Does what is asked of the store when a test cranks it."""

    def __init__(self) -> None:
        self._jobs: deque[Callable[[], None]] = deque()

    def do(
        self,
        job: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self._jobs.append(lambda: AtOnce().do(job, done, failed))

    @property
    def is_idle(self) -> bool:
        return not self._jobs

    def crank(self) -> None:
        """Do one job."""
        self._jobs.popleft()()

    def crank_all(self) -> None:
        """Do jobs until nothing more is asked."""
        while self._jobs:
            self.crank()


class Desk:
    """A loop with fakes around it, at Monday nine o'clock."""

    def __init__(
        self,
        file: HallFile | None = None,
        store: FakeStore | None = None,
        worker: Worker | None = None,
    ) -> None:
        self.clock = HandClock(at("09:00"))
        self.store = store or FakeStore()
        self.publisher = FakePublisher()
        self.alarms = FakeAlarms()
        self.loop = HallLoop(
            Hall(file or hall_file()),
            digest="0123456789ab",
            store=self.store,
            clock=self.clock,
            publisher=self.publisher,
            alarms=self.alarms,
            worker=worker,
        )

    def started(self) -> "Desk":
        """Return the desk with its loop started."""
        self.loop.start()
        return self

    def ask(self, *requests: Request) -> list[AnyAnswer]:
        """Let these commands come at once; return the answers."""
        before = len(self.publisher.answers)
        for request in requests:
            self.loop.submit(request)
        while self.loop.waiting:
            self.loop.work()
        return [answer for _, answer, _ in self.publisher.answers[before:]]

    def tickets(self, *requests: Request) -> list[str]:
        """Return the numbers of the tickets in the answers."""
        answers = self.ask(*requests)
        return [a.ticket.number for a in answers if isinstance(a, Done) and a.ticket]
