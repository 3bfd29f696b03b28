"""The present state of lines and windows that belong together, cut down to what a run needs."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from contract.ids import EpochMs, GroupId, PriorityId, TicketId, WindowId
from coordinator.domain.estimate.expected import expected
from coordinator.domain.estimate.experience import HOUR_MS, day_ms
from coordinator.domain.estimate.learning import typed_ms
from coordinator.domain.estimate.plans import Plan, plan_of, plans_of, stays_here_ms
from coordinator.domain.estimate.presence import Habit
from coordinator.domain.estimate.stays import Shape
from coordinator.domain.hall import Hall, WindowStatus
from coordinator.domain.line import Candidate, Line, PriorityClass, candidate
from coordinator.domain.policy import CallOrder
from coordinator.domain.ticket import Ticket
from coordinator.domain.visits.kept import kept_for


class Newcomer(NamedTuple):
    """Somebody who would join this line now: it is asked when they would be called."""

    group_id: GroupId
    priority_id: PriorityId | None = None
    appointed_at_ms: EpochMs | None = None


Served: TypeAlias = tuple[tuple[int, tuple[int, ...]], ...]
"""The queues that a window serves, together where they are of one class and weight; the weight
first."""

_LAST: Final = 2**31
"""In the order of issue, a newcomer comes after all of today's tickets."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The line of one group and class."""

    stay_ms: float
    waiting: tuple[Candidate, ...]
    newcomer: Candidate | None
    priority_class: PriorityClass
    joins_per_ms: float
    """How often others of this class come, who may go before those that wait already."""
    promised: tuple[Candidate, ...] = ()
    """Those who have booked this slot and are still to come."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A window."""

    queues: Served
    pace: float
    priority_run: int
    appointment_run: int
    done_part: float | None
    """How much of a mean stay its ticket has had; None without a ticket."""
    stay_ms: float
    then_ms: float
    """How long it is busy after that with what follows in the same visit."""
    serves: Container[GroupId]
    paused_for_ms: float | None
    is_open: bool
    habit: Habit | None


@dataclass(frozen=True, slots=True)
class Picture:
    """Windows that share lines, and all lines that they serve."""

    now_ms: EpochMs
    day_ms: int
    order: CallOrder
    stands: tuple[Stand, ...]
    queues: tuple[Queue, ...]
    plans: Mapping[TicketId, Plan]
    gap_ms: float
    shape: Shape
    breaks: tuple[float, ...]
    break_chance: float

    @property
    def waiting(self) -> int:
        """How many wait, newcomers included."""
        return len(self.ticket_ids())

    def ticket_ids(self) -> list[TicketId]:
        """Return who waits, newcomers included."""
        newcomers = (queue.newcomer for queue in self.queues if queue.newcomer is not None)
        waiting = (candidate for queue in self.queues for candidate in queue.waiting)
        return [candidate.ticket_id for candidate in chain(waiting, newcomers)]


def neighbours(hall: Hall, group_id: GroupId) -> tuple[list[GroupId], list[WindowId]]:
    """Return the groups and windows that are bound to this group by shared windows."""
    groups, windows = {group_id: None}, dict.fromkeys(hall.windows_serving.get(group_id, ()))
    fresh = list(windows)
    while fresh:
        for other in hall.services[fresh.pop()]:
            if other not in groups:
                groups[other] = None
                more = [each for each in hall.windows_serving[other] if each not in windows]
                windows.update(dict.fromkeys(more))
                fresh += more
    return list(groups), list(windows)


def newcomer_id(group_id: GroupId, priority_id: PriorityId | None) -> TicketId:
    """Return what a newcomer is called among the results; no ticket has such an id."""
    return TicketId(f"{group_id}/{priority_id or ''}")


def take_picture(
    hall: Hall, group_id: GroupId, now_ms: EpochMs, newcomers: Collection[Newcomer]
) -> Picture:
    """Return what is to be played forward for one group."""
    groups, windows = neighbours(hall, group_id)
    known, time_of_day = hall.experience, day_ms(hall.file, now_ms)
    kept = {each: kept_for(hall, each) for each in windows}
    stays_ms = {
        each: known.stays.mean_ms(each, time_of_day // HOUR_MS, typed_ms=typed_ms(hall, each))
        for each in {*groups, *(ticket.group_id for alone in kept.values() for ticket in alone)}
    }
    queues: list[Queue] = []
    of_group: dict[GroupId, list[int]] = {}
    for group in groups:
        own = _queues(hall, group, stays_ms[group], now_ms, newcomers)
        of_group[group] = list(range(len(queues), len(queues) + len(own)))
        queues += own
    stands: list[Stand] = []
    for window in windows:
        services = hall.services[window]
        serves = [(weight, n) for group, weight in services.items() for n in of_group[group]]
        for ticket in kept[window]:
            serves.append((services.get(ticket.group_id, 1), len(queues)))
            queues.append(_alone(hall, ticket, stays_ms[ticket.group_id]))
        stands.append(_stand(hall, window, _served(serves, queues), stays_ms, now_ms))
    return Picture(
        now_ms=now_ms,
        day_ms=time_of_day,
        order=hall.call_order,
        stands=tuple(stands),
        queues=tuple(queues),
        plans=plans_of(hall, (each.ticket_id for q in queues for each in q.waiting), stays_ms),
        gap_ms=known.stays.gap_ms(),
        shape=known.stays.shape(),
        breaks=tuple(known.presence.breaks),
        break_chance=known.presence.break_chance(),
    )


def _queues(
    hall: Hall,
    group_id: GroupId,
    stay_ms: float,
    now_ms: EpochMs,
    newcomers: Collection[Newcomer],
) -> list[Queue]:
    line, later = hall.line(group_id), hall.day.not_before
    waiting = {
        standing: tuple(each for each in candidates if not later or each.ticket_id not in later)
        for standing, candidates in line.everybody()
    }
    asked = {_class(hall, *each[1:]) for each in newcomers if each.group_id == group_id}
    rates = hall.experience.overtakers.get(group_id, {})
    coming = {_class(hall, priority): rate for priority, rate in rates.items()}
    promised = expected(hall, group_id, now_ms)
    return [
        Queue(
            stay_ms=stay_ms,
            waiting=waiting.get(each, ()),
            newcomer=_newcomer(group_id, each, now_ms) if each in asked else None,
            priority_class=each,
            joins_per_ms=coming[each].per_ms(now_ms) if each in coming else 0.0,
            promised=promised.get(each, ()),
        )
        for each in {**waiting, **dict.fromkeys(asked), **coming, **promised}
    ] + list(_later(hall, line, stay_ms) if later else ())


def _class(
    hall: Hall, priority_id: PriorityId | None, appointed_at_ms: EpochMs | None = None
) -> PriorityClass:
    found = hall.file.priorities.get(priority_id) if priority_id else None
    rank, known_id = (found.rank, found.id) if found else (0, None)
    return PriorityClass(rank, known_id, appointed_at_ms)


def _newcomer(group_id: GroupId, each: PriorityClass, now_ms: EpochMs) -> Candidate:
    return Candidate(now_ms, _LAST, newcomer_id(group_id, each.priority_id), *each, 1)


def _stand(
    hall: Hall,
    window_id: WindowId,
    served: Served,
    stays_ms: dict[GroupId, float],
    now_ms: EpochMs,
) -> Stand:
    known, window = hall.experience, hall.window(window_id)
    pace = known.stays.pace(window.clerk_id)
    taken = known.taken.get(window_id)
    stay_ms = stays_ms.get(taken.group_id, 0.0) * pace if taken else 0.0
    serves = hall.services[window_id]
    there = hall.day.tickets[window.ticket_id] if window.ticket_id else None
    then_ms = stays_here_ms(plan_of(there, stays_ms), serves) * pace if there else 0.0
    return Stand(
        queues=served,
        pace=pace,
        priority_run=window.priority_run,
        appointment_run=window.appointment_run,
        done_part=(now_ms - taken.since_ms) / stay_ms if taken and stay_ms else None,
        stay_ms=stay_ms,
        then_ms=then_ms,
        serves=serves,
        paused_for_ms=now_ms - window.since_ms if window.status is WindowStatus.PAUSED else None,
        is_open=window.status is not WindowStatus.CLOSED,
        habit=known.presence.habit(window_id, day_ms(hall.file, now_ms)),
    )


def _served(serves: Iterable[tuple[int, int]], queues: Sequence[Queue]) -> Served:
    alike: dict[tuple[int, PriorityClass], list[int]] = {}
    for weight, queue in serves:
        alike.setdefault((weight, queues[queue].priority_class), []).append(queue)
    return tuple((weight, tuple(together)) for (weight, _), together in alike.items())


def _alone(hall: Hall, ticket: Ticket, stay_ms: float) -> Queue:
    """Return the queue of somebody who waits for one window or clerk alone; these are few."""
    return _waiting(stay_ms, [_when_due(hall, candidate(ticket))])


def _later(hall: Hall, line: Line, stay_ms: float) -> Iterator[Queue]:
    """Yield those of a line, by class, who are not to be called before a set time."""
    for _, candidates in line.everybody():
        later = [each for each in candidates if each.ticket_id in hall.day.not_before]
        if later:
            yield _waiting(stay_ms, sorted(_when_due(hall, each) for each in later))


def _when_due(hall: Hall, each: Candidate) -> Candidate:
    """Return the candidate as one who comes at the set time; how old the ticket is then is lost."""
    not_before_ms = hall.day.not_before.get(each.ticket_id)
    return each if not_before_ms is None else each._replace(issued_at_ms=not_before_ms)


def _waiting(stay_ms: float, waiting: Sequence[Candidate]) -> Queue:
    each = waiting[0]
    standing = PriorityClass(each.rank, each.priority_id, each.appointed_at_ms)
    return Queue(stay_ms, tuple(waiting), None, standing, joins_per_ms=0.0)
