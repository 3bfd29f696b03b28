"""Who is called next."""

from collections.abc import Collection
from dataclasses import dataclass

from contract.ids import EpochMs, TicketId
from coordinator.domain.events import Why
from coordinator.domain.line import Line


@dataclass(frozen=True)
class Choice:
    """The ticket to call, and the rule that chose it."""

    ticket_id: TicketId
    why: Why


def next_to_call(
    lines: Collection[Line], *, longest_wait_ms: int, now_ms: EpochMs
) -> Choice | None:
    """Return whom to call from these lines, or None if nobody waits.

    The priority class goes first, then age. But whoever has waited `longest_wait_ms` goes before
    every class, the oldest first, so that a stream of priority citizens starves nobody.
    """
    ages = [line.oldest for line in lines if line.oldest is not None]
    turns = [line.first for line in lines if line.first is not None]
    if not ages or not turns:
        return None
    oldest, first = min(ages), min(turns)
    if now_ms - oldest[0] >= longest_wait_ms:
        return Choice(oldest[-1], "longest_wait")
    return Choice(first[-1], "first_come" if first[-1] == oldest[-1] else "priority")
