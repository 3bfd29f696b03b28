"""The orders that a hall can choose from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from contract.hall import Policy
from contract.ids import PriorityId
from coordinator.domain.line import NO_CLASS, Candidate
from coordinator.domain.policy.appointments import WithAppointments
from coordinator.domain.policy.base import CallOrder, Choice, Moment, by_age, oldest_of

NO_RATE: Final = 1.0


def order_of(policy: Policy, *, appointments: bool = False) -> CallOrder:
    """Return the order that the hall file asks for; with appointments, in turn with walk-ins."""
    order = _own_order(policy)
    return WithAppointments(order, policy.appointment_run) if appointments else order


def _own_order(policy: Policy) -> CallOrder:
    match policy.order:
        case "first_come":
            return FirstCome()
        case "accumulating":
            return Accumulating(policy.rates)
        case "alternating":
            return Alternating(policy.priority_run)
        case "strict":
            return Strict(longest_wait_ms=policy.longest_wait_s * 1000)


@dataclass(frozen=True)
class FirstCome:
    """Whoever has waited longest, each wait counted as the window weighs the group.

    Nobody starves: of two, the one who has waited as many times longer as the heaviest weight is
    heavier than the lightest always goes first.
    """

    def choose(self, heads: Collection[Candidate], moment: Moment) -> Choice:
        oldest = chosen = oldest_of(heads)
        if any(head.weight != oldest.weight for head in heads):
            chosen = min(heads, key=lambda head: (-moment.counted_ms(head), *by_age(head)))
        facts = {"waited_ms": moment.waited_ms(chosen)}
        if chosen is oldest:
            return Choice(chosen, "first_come", facts)
        facts |= {"weight": chosen.weight, "longest_ms": moment.waited_ms(oldest)}
        return Choice(chosen, "preferred", facts)


@dataclass(frozen=True)
class Strict:
    """The priority class decides, then age. But whoever has waited `longest_wait_ms` goes before.

    Nobody starves: who has waited so long comes after nobody but those who have waited longer.
    """

    longest_wait_ms: int

    def choose(self, heads: Collection[Candidate], moment: Moment) -> Choice:
        oldest = oldest_of(heads)
        longest_ms = moment.waited_ms(oldest)
        guard = {"guard_ms": self.longest_wait_ms}
        if longest_ms >= self.longest_wait_ms:
            return Choice(oldest, "longest_wait", {"waited_ms": longest_ms, **guard})
        highest = min(map(_rank, heads))
        choice = FirstCome().choose([head for head in heads if _rank(head) == highest], moment)
        if _rank(oldest) == highest:
            return choice
        facts = {"waited_ms": moment.waited_ms(choice.candidate), "longest_ms": longest_ms, **guard}
        return Choice(choice.candidate, "priority", facts)


@dataclass(frozen=True)
class Accumulating:
    """Each class gathers priority at its own rate while it waits; who has gathered most goes first.

    Nobody starves: what anybody has gathered grows without end, and who comes later starts at 0.
    """

    rates: Mapping[PriorityId, float]

    def choose(self, heads: Collection[Candidate], moment: Moment) -> Choice:
        gathered = {head: self._gathered_ms(head, moment) for head in heads}
        chosen, *others = sorted(heads, key=lambda head: (-gathered[head], *by_age(head)))
        facts = {
            "waited_ms": moment.waited_ms(chosen),
            "gathered_ms": gathered[chosen],
            "next_ms": gathered[others[0]] if others else 0,
        }
        return Choice(chosen, "gathered", facts)

    def _gathered_ms(self, head: Candidate, moment: Moment) -> int:
        rate = self.rates.get(head.priority_id, NO_RATE) if head.priority_id else NO_RATE
        return round(moment.counted_ms(head) * rate)


@dataclass(frozen=True)
class Alternating:
    """A window calls `priority_run` times whoever has a priority class, then once who has none.

    Among each of the two, first come, first served. Nobody starves: of `priority_run` + 1 calls
    of a window one at least goes to those who have waited longest without a class.
    """

    priority_run: int

    def choose(self, heads: Collection[Candidate], moment: Moment) -> Choice:
        with_class = [head for head in heads if head.rank]
        ordinary = [head for head in heads if not head.rank]
        if not with_class or not ordinary:
            return FirstCome().choose(heads, moment)
        due = moment.priority_run >= self.priority_run
        chosen = FirstCome().choose(ordinary if due else with_class, moment).candidate
        facts = {"waited_ms": moment.waited_ms(chosen), "run": self.priority_run}
        if due:
            return Choice(chosen, "ordinary_turn", facts)
        return Choice(chosen, "priority_turn", {**facts, "call": moment.priority_run + 1})


def _rank(head: Candidate) -> int:
    return head.rank or NO_CLASS
