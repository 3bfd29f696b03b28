"""What every order is: a pure function from the heads of a window's queues to one of them."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Protocol, Self

from contract.ids import EpochMs
from coordinator.domain.events import Why
from coordinator.domain.line import Candidate, Queue


class Choice(NamedTuple):
    """Whom to call, by which rule, and the figures that made it so."""

    candidate: Candidate
    why: Why
    facts: dict[str, int]


class Moment(NamedTuple):
    """What counts beside who waits."""

    now_ms: EpochMs
    priority_run: int = 0
    """Calls of any priority class by this window since its last call of none."""
    appointment_run: int = 0
    """Calls of appointments whose time had come, since its last call of a walk-in."""

    def waited_ms(self, candidate: Candidate) -> int:
        """Return how long somebody has waited."""
        return self.now_ms - candidate.issued_at_ms

    def counted_ms(self, candidate: Candidate) -> int:
        """Return what that wait counts for at this window, which may prefer some of its groups."""
        return self.waited_ms(candidate) * candidate.weight

    def is_due(self, candidate: Candidate) -> bool:
        """Tell whether somebody has an appointment, and its time has come."""
        return candidate.appointed_at_ms is not None and candidate.appointed_at_ms <= self.now_ms

    def after(self, called: Candidate) -> Self:
        """Return the same moment, this one having been called."""
        return self._replace(
            priority_run=self.priority_run + 1 if called.rank else 0,
            appointment_run=self.appointment_run + 1 if self.is_due(called) else 0,
        )


class CallOrder(Protocol):
    """An order of calling."""

    def choose(self, heads: Collection[Candidate], moment: Moment) -> Choice:
        """Return who goes first of these, one or more."""
        ...


def in_order(order: CallOrder, queues: Iterable[Queue], moment: Moment) -> Iterator[Choice]:
    """Yield who waits, as they would be called if the window called all of them now.

    Each is found only when asked for: the first costs no more for the others behind it.
    """
    behind = {head: queue for queue in queues if (head := next(queue, None)) is not None}
    while behind:
        choice = order.choose(behind.keys(), moment)
        yield choice
        queue = behind.pop(choice.candidate)
        follower = next(queue, None)
        if follower is not None:
            behind[follower] = queue
        moment = moment.after(choice.candidate)


def by_age(candidate: Candidate) -> tuple[EpochMs, int]:
    """Return what the oldest has least of; no two tickets are equally old."""
    return candidate.issued_at_ms, candidate.order


def oldest_of(heads: Collection[Candidate]) -> Candidate:
    """Return who has waited longest. A candidate begins with its age, so it compares by it."""
    return min(heads)
