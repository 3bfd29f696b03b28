"""The orders of calling, written anew from docs/calling-order.md: who in front goes first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from contract.hall import Policy
from contract.ids import PriorityId
from simulation.checkers.ledger import Paper

NO_CLASS: Final = 1000
USUAL_RATE: Final = 1.0


class Head(NamedTuple):
    """A ticket in front of one of the queues of a window, and how much its group weighs there."""

    paper: Paper
    weight: int


Heads: TypeAlias = list[Head]


@dataclass
class Turns:
    """What a window has called in a row."""

    priorities: int = 0
    """Of any class, since the last of none."""
    appointments: int = 0
    """Whose time had come, since the last walk-in."""

    def count(self, paper: Paper, at_ms: int) -> None:
        """Count a call."""
        self.priorities = self.priorities + 1 if paper.rank else 0
        self.appointments = self.appointments + 1 if is_due(paper, at_ms) else 0


def is_due(paper: Paper, now_ms: int) -> bool:
    """Tell whether a ticket was booked for now, or earlier."""
    return paper.appointed_at_ms is not None and paper.appointed_at_ms <= now_ms


def first_of(policy: Policy, heads: Heads, turns: Turns, now_ms: int) -> Paper:
    """Return whom the policy calls: appointments in turn with walk-ins, then the hall's order."""
    booked = [head for head in heads if is_due(head.paper, now_ms)]
    others = [head for head in heads if not is_due(head.paper, now_ms)]
    if booked and (turns.appointments < policy.appointment_run or not others):
        earliest = min(head.paper.appointed_at_ms or 0 for head in booked)
        others = [head for head in booked if head.paper.appointed_at_ms == earliest]
    return _by_order(policy, others, turns, now_ms)


def _by_order(policy: Policy, heads: Heads, turns: Turns, now_ms: int) -> Paper:
    if policy.order == "strict":
        return _strict(policy.longest_wait_s * 1000, heads, now_ms)
    if policy.order == "accumulating":
        return _most(heads, now_ms, policy.rates)
    if policy.order == "alternating":
        heads = _whose_turn(heads, ordinary=turns.priorities >= policy.priority_run)
    return _most(heads, now_ms)


def _strict(longest_ms: int, heads: Heads, now_ms: int) -> Paper:
    oldest = min((head.paper for head in heads), key=_age)
    if now_ms - oldest.issued_at_ms >= longest_ms:
        return oldest
    best = min(head.paper.rank or NO_CLASS for head in heads)
    return _most((head for head in heads if (head.paper.rank or NO_CLASS) == best), now_ms)


def _whose_turn(heads: Heads, *, ordinary: bool) -> Heads:
    """Return those with a class, or those without; all, if there are not both."""
    wanted = [head for head in heads if (not head.paper.rank) == ordinary]
    return wanted if 0 < len(wanted) < len(heads) else heads


def _most(
    heads: Iterable[Head], now_ms: int, rates: Mapping[PriorityId, float] | None = None
) -> Paper:
    """Return whose wait counts most, as the group weighs and the class gathers; or who is older."""
    return min(
        heads,
        key=lambda head: (
            -round((now_ms - head.paper.issued_at_ms) * head.weight * _rate(head.paper, rates)),
            *_age(head.paper),
        ),
    ).paper


def _rate(paper: Paper, rates: Mapping[PriorityId, float] | None) -> float:
    return rates.get(PriorityId(paper.priority_id or ""), USUAL_RATE) if rates else USUAL_RATE


def _age(paper: Paper) -> tuple[int, int]:
    return paper.issued_at_ms, paper.order
