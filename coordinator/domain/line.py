"""The waiting tickets of one group: a queue for each class, in which age alone decides."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from typing import Final, NamedTuple, TypeAlias

from contract.ids import EpochMs, PriorityId, TicketId
from coordinator.domain.ticket import Ticket

NO_CLASS: Final = 1000
"""As a rank, it comes after every class."""

Age: TypeAlias = tuple[EpochMs, int, TicketId]
"""Time of issue, then the order of issue: no two tickets are equally old."""


class PriorityClass(NamedTuple):
    """What tickets have in common that one queue is enough for."""

    rank: int
    priority_id: PriorityId | None
    appointed_at_ms: EpochMs | None = None
    """When the slot begins that they have booked; None of walk-ins."""


class Candidate(NamedTuple):
    """A ticket that can be called, as a window sees it."""

    issued_at_ms: EpochMs
    order: int
    """Of its issue; decides between tickets of the same millisecond."""
    ticket_id: TicketId
    rank: int
    priority_id: PriorityId | None
    appointed_at_ms: EpochMs | None
    weight: int
    """Of its group at the window: a minute of its wait counts as so many."""


def candidate(ticket: Ticket, weight: int = 1) -> Candidate:
    """Return a waiting ticket as a window sees it."""
    return Candidate(*_age_of(ticket), *_class_of(ticket), weight)


Queue: TypeAlias = Iterator[Candidate]
"""The tickets of one group and class, the oldest first."""


@dataclass(slots=True)
class Line:
    """Finding the oldest of each class is O(1), joining and leaving O(log n) comparisons.

    A ticket whose paper is not out yet has its place, but is passed over: nobody is called who
    still stands at the kiosk. There are never more of these than kiosks print at once.
    """

    _classes: dict[PriorityClass, list[Age]] = field(default_factory=dict)
    _unready: set[TicketId] = field(default_factory=set)

    def __len__(self) -> int:
        return sum(map(len, self._classes.values()))

    def __bool__(self) -> bool:
        return bool(self._classes)

    @property
    def oldest(self) -> Age | None:
        """Who has waited longest."""
        classes = self._classes.values()
        if not self._unready:
            return min(classes)[0] if classes else None
        heads = (next(self._ready(ages), None) for ages in classes)
        return min((age for age in heads if age is not None), default=None)

    @property
    def oldest_issued_at_ms(self) -> EpochMs | None:
        """When the ticket of whoever has waited longest was issued."""
        oldest = self.oldest
        return None if oldest is None else oldest[0]

    def queues(self, weight: int = 1) -> Iterator[Queue]:
        """Yield the queue of each class, for a window that gives this group such a weight."""
        for priority_class, ages in self._classes.items():
            yield self._queue(priority_class, ages, weight)

    def everybody(self) -> Iterator[tuple[PriorityClass, list[Candidate]]]:
        """Yield all who wait, by class, those whose paper is not out yet among them."""
        for priority_class, ages in self._classes.items():
            yield priority_class, [Candidate(*age, *priority_class, 1) for age in ages]

    def join(self, ticket: Ticket, *, ready: bool = True) -> None:
        """Let `ticket` wait; it is called when it is `ready`."""
        insort(self._classes.setdefault(_class_of(ticket), []), _age_of(ticket))
        if not ready:
            self._unready.add(ticket.id)

    def make_ready(self, ticket_id: TicketId) -> None:
        """Let a ticket that waits here be called from now on."""
        self._unready.discard(ticket_id)

    def leave(self, ticket: Ticket) -> None:
        """Let `ticket`, which waits here, wait no more."""
        self._unready.discard(ticket.id)
        ages = self._classes[_class_of(ticket)]
        del ages[bisect_left(ages, _age_of(ticket))]
        if not ages:
            del self._classes[_class_of(ticket)]

    def ahead_of_newcomer(self, rank: int) -> int:
        """Return how many wait before a ticket of this rank that is issued now."""
        own = rank or NO_CLASS
        classes = self._classes.items()
        return sum(len(ages) for each, ages in classes if (each.rank or NO_CLASS) <= own)

    def appointed_before(self, appointed_at_ms: EpochMs) -> int:
        """Return how many wait by an appointment at this time, or before it."""
        return sum(
            len(ages)
            for each, ages in self._classes.items()
            if each.appointed_at_ms is not None and each.appointed_at_ms <= appointed_at_ms
        )

    def ahead_of(self, ticket: Ticket) -> int:
        """Return how many wait before a ticket that waits here, or did."""
        own, age = ticket.rank or NO_CLASS, _age_of(ticket)
        return sum(
            len(ages) if (each.rank or NO_CLASS) < own else bisect_left(ages, age)
            for each, ages in self._classes.items()
            if (each.rank or NO_CLASS) <= own
        )

    def older_than(self, ticket: Ticket) -> int:
        """Return how many came before a ticket that waits here, or did, whatever their class."""
        return sum(bisect_left(ages, _age_of(ticket)) for ages in self._classes.values())

    def ticket_ids(self) -> list[TicketId]:
        """Return who waits, the oldest first."""
        return [ticket_id for *_, ticket_id in merge(*self._classes.values())]

    def _queue(self, priority_class: PriorityClass, ages: list[Age], weight: int) -> Queue:
        for age in self._ready(ages):
            yield Candidate(*age, *priority_class, weight)

    def _ready(self, ages: list[Age]) -> Iterator[Age]:
        if not self._unready:
            return iter(ages)
        return (age for age in ages if age[-1] not in self._unready)


def _age_of(ticket: Ticket) -> Age:
    return (ticket.issued_at_ms, ticket.order, ticket.id)


def _class_of(ticket: Ticket) -> PriorityClass:
    return PriorityClass(ticket.rank, ticket.priority_id, ticket.appointed_at_ms)
