"""Appointments and walk-ins, whatever the order of calling."""

from collections.abc import Collection
from dataclasses import dataclass

from coordinator.domain.line import Candidate
from coordinator.domain.policy.base import CallOrder, Choice, Moment


@dataclass(frozen=True)
class WithAppointments:
    """A window calls `run` appointments whose time has come, then one walk-in, in turns.

    Of those appointments the earliest slot goes first; inside a slot, and among walk-ins, the
    hall's own order decides. Before its time, an appointment is one of the walk-ins.

    Nobody starves whom the hall's own order does not starve: of `run` + 1 calls of a window one
    at least goes to a walk-in, and slots that begin later go later.
    """

    inner: CallOrder
    run: int

    def choose(self, heads: Collection[Candidate], moment: Moment) -> Choice:
        due = [head for head in heads if moment.is_due(head)]
        if not due:
            return self.inner.choose(heads, moment)
        walk_ins = [head for head in heads if not moment.is_due(head)]
        if walk_ins and moment.appointment_run >= self.run:
            chosen = self.inner.choose(walk_ins, moment).candidate
            facts = {"waited_ms": moment.waited_ms(chosen), "run": self.run}
            return Choice(chosen, "walk_in_turn", facts)
        first_ms = min(head.appointed_at_ms or 0 for head in due)
        earliest = [head for head in due if head.appointed_at_ms == first_ms]
        chosen = self.inner.choose(earliest, moment).candidate
        facts = {"waited_ms": moment.waited_ms(chosen), "due_ms": moment.now_ms - first_ms}
        return Choice(chosen, "appointment", {**facts, "run": self.run})
