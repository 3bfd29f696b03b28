"""Appointments whose citizens are still to come: they will stand in the line, and go first.

Nobody knows when in their slot they come, or whether they do: they are taken to come, evenly
spread over what is left of it.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from contract.ids import EpochMs, GroupId, TicketId
from coordinator.domain.hall import Hall
from coordinator.domain.line import Candidate, PriorityClass

_AHEAD_MS: Final = 2 * 3_600_000
"""Who comes later than this matters little to those who wait now."""
_NOBODY: Final = TicketId("")


def expected(
    hall: Hall, group_id: GroupId, now_ms: EpochMs
) -> Mapping[PriorityClass, tuple[Candidate, ...]]:
    """Return who is still to come by appointment, slot by slot, in the order of their coming."""
    ends_ms: dict[EpochMs, list[EpochMs]] = defaultdict(list)
    for each in hall.appointments.promised(hall.day.date, group_id):
        if each.slot_at_ms < now_ms + _AHEAD_MS:
            ends_ms[each.slot_at_ms].append(each.slot_ends_ms)
    return {
        PriorityClass(0, None, slot_at_ms): _coming(slot_at_ms, ends, now_ms)
        for slot_at_ms, ends in ends_ms.items()
    }


def _coming(slot_at_ms: EpochMs, ends_ms: list[EpochMs], now_ms: EpochMs) -> tuple[Candidate, ...]:
    begin_ms, count = max(slot_at_ms, now_ms + 1), len(ends_ms)
    left_ms = max(0, max(ends_ms) - begin_ms)
    return tuple(
        Candidate(EpochMs(begin_ms + left_ms * n // count), n, _NOBODY, 0, None, slot_at_ms, 1)
        for n in range(count)
    )
