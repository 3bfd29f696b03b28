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
    """Finding who is next is O(1), joining and leaving O(log n) comparisons.

    A ticket whose paper is not out yet has its place, but is passed over: nobody is called who
    still stands at the kiosk. There are never more of these than kiosks print at once.
    """

    _by_age: list[Age] = field(default_factory=list)
    _by_turn: list[Turn] = field(default_factory=list)
    _unready: set[TicketId] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self._by_age)

    @property
    def oldest(self) -> Age | None:
        """Who has waited longest."""
        return next((age for age in self._by_age if age[-1] not in self._unready), None)

    @property
    def first(self) -> Turn | None:
        """Whose turn it is by class and age."""
        return next((turn for turn in self._by_turn if turn[-1] not in self._unready), None)

    def join(self, ticket: Ticket, *, ready: bool = True) -> None:
        """Let `ticket` wait; it is called when it is `ready`."""
        insort(self._by_age, age_of(ticket))
        insort(self._by_turn, turn_of(ticket))
        if not ready:
            self._unready.add(ticket.id)

    def make_ready(self, ticket_id: TicketId) -> None:
        """Let a ticket that waits here be called from now on."""
        self._unready.discard(ticket_id)

    def leave(self, ticket: Ticket) -> None:
        """Let `ticket`, which waits here, wait no more."""
        self._unready.discard(ticket.id)
        del self._by_age[bisect_left(self._by_age, age_of(ticket))]
        del self._by_turn[bisect_left(self._by_turn, turn_of(ticket))]

    def ahead_of_newcomer(self, rank: int) -> int:
        """Return how many wait before a ticket of this rank that is issued now."""
        return bisect_left(self._by_turn, ((rank or _NO_CLASS) + 1, EpochMs(0), 0, TicketId("")))

    def ticket_ids(self) -> list[TicketId]:
        """Return who waits, in turn."""
        return [ticket_id for *_, ticket_id in self._by_turn]
