"""From many runs to what can be told."""

from collections.abc import Collection, Mapping, Sequence
from math import inf
from typing import Final, TypeAlias

from contract.ids import EpochMs, GroupId, PriorityId, TicketId
from coordinator.domain.estimate.calibration import BOUND_HOLDS, Calibration, Wait
from coordinator.domain.estimate.chance import draws
from coordinator.domain.estimate.forward import Calls, play
from coordinator.domain.estimate.picture import (
    Newcomer,
    Picture,
    neighbours,
    newcomer_id,
    take_picture,
)
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import Ticket
from coordinator.domain.visits.kept import awaited_window

Waits: TypeAlias = Mapping[TicketId, Wait]

_PLACED_MAX: Final = 800
"""Tickets to be placed, over all runs: bounds the time of one estimate."""
_RUNS_MIN: Final = 6
_RUNS_MAX: Final = 16


def newcomer_wait(
    hall: Hall,
    group_id: GroupId,
    priority_id: PriorityId | None,
    now_ms: EpochMs,
    *,
    appointed_at_ms: EpochMs | None = None,
) -> Wait | None:
    """Return how long a citizen who takes a ticket now will wait, be it by an appointment.

    None if that is not to be seen: in half of all runs no window calls them any more.
    """
    newcomer = [Newcomer(group_id, priority_id, appointed_at_ms)]
    return _only(hall, group_id, newcomer_id(group_id, priority_id), newcomer, now_ms)


def ticket_wait(hall: Hall, ticket: Ticket, now_ms: EpochMs) -> Wait | None:
    """Return how long a ticket that waits will go on waiting; None if that is not to be seen."""
    awaited = awaited_window(hall, ticket) if ticket.is_kept else None
    around = next(iter(hall.services[awaited.id])) if awaited else ticket.group_id
    return _only(hall, around, ticket.id, [], now_ms)


def waits_around(hall: Hall, group_id: GroupId, now_ms: EpochMs) -> tuple[list[GroupId], Waits]:
    """Return the groups that share windows with this one, and how long all in them will wait.

    Newcomers of no class are among them, one a group, named by `newcomer_id`. Who is not among
    the results may not be called any more.
    """
    groups, _ = neighbours(hall, group_id)
    picture = take_picture(hall, group_id, now_ms, [*map(Newcomer, groups)])
    runs = _runs(picture)
    futures = [play(picture, draws(run, runs)) for run in range(runs)]
    calibration = hall.experience.calibration
    waits = {key: _wait(picture, calibration, key, futures) for key in picture.ticket_ids()}
    return groups, {key: wait for key, wait in waits.items() if wait is not None}


def _only(
    hall: Hall,
    group_id: GroupId,
    key: TicketId,
    newcomers: Collection[Newcomer],
    now_ms: EpochMs,
) -> Wait | None:
    picture = take_picture(hall, group_id, now_ms, newcomers)
    runs = _runs(picture)
    futures = [play(picture, draws(run, runs), until=key) for run in range(runs)]
    return _wait(picture, hall.experience.calibration, key, futures)


def _runs(picture: Picture) -> int:
    return max(_RUNS_MIN, min(_RUNS_MAX, _PLACED_MAX // (picture.waiting + 1)))


def _wait(
    picture: Picture, calibration: Calibration, key: TicketId, futures: Sequence[Calls]
) -> Wait | None:
    sample = sorted(future.get(key, inf) - picture.now_ms for future in futures)
    size, quarter = len(sample), len(sample) // 4
    middle = sample[quarter : size - quarter]
    median_ms = (sample[(size - 1) // 2] + sample[size // 2]) / 2
    if median_ms == inf:
        return None
    if middle[-1] < inf:  # of few runs, their middle half has a steadier centre than the median
        median_ms = sum(middle) / len(middle)
    bound_ms = sample[min(size - 1, int(BOUND_HOLDS * size))]
    return calibration.widen(median_ms, bound_ms if bound_ms < inf else 2 * median_ms)
