"""The waiting tickets of one group, kept in the two orders that the policy asks for."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from contract.ids import EpochMs, TicketId
from coordinator.domain.ticket import Ticket

Age: TypeAlias = tuple[EpochMs, int, TicketId]
"""Time of issue, then the order of issue: no two tickets are equally old."""
Turn: TypeAlias = tuple[int, EpochMs, int, TicketId]
"""Class first, then age."""

_NO_CLASS: Final = 1000


def age_of(ticket: Ticket) -> Age:
    """Return what tickets are compared by when age alone counts."""
    return (ticket.issued_at_ms, ticket.order, ticket.id)


def turn_of(ticket: Ticket) -> Turn:
    """Return what tickets are compared by when the priority class counts, too."""
    return (ticket.rank or _NO_CLASS, *age_of(ticket))


@dataclass(slots=True)
class Line:
    """Finding who is next is O(1), joining and leaving O(log n) comparisons."""

    _by_age: list[Age] = field(default_factory=list)
    _by_turn: list[Turn] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._by_age)

    @property
    def oldest(self) -> Age | None:
        """Who has waited longest."""
        return self._by_age[0] if self._by_age else None

    @property
    def first(self) -> Turn | None:
        """Whose turn it is by class and age."""
        return self._by_turn[0] if self._by_turn else None

    def join(self, ticket: Ticket) -> None:
        """Let `ticket` wait."""
        insort(self._by_age, age_of(ticket))
        insort(self._by_turn, turn_of(ticket))

    def leave(self, ticket: Ticket) -> None:
        """Let `ticket`, which waits here, wait no more."""
        del self._by_age[bisect_left(self._by_age, age_of(ticket))]
        del self._by_turn[bisect_left(self._by_turn, turn_of(ticket))]

    def ahead_of_newcomer(self, rank: int) -> int:
        """Return how many wait before a ticket of this rank that is issued now."""
        return bisect_left(self._by_turn, ((rank or _NO_CLASS) + 1, EpochMs(0), 0, TicketId("")))

    def ticket_ids(self) -> list[TicketId]:
        """Return who waits, in turn."""
        return [ticket_id for *_, ticket_id in self._by_turn]
