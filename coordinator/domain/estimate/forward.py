"""One run: the hall's present state played forward, with what is not known drawn by chance.

It gives the call of every ticket that waits, all from one run, as the windows take them in turn.
"""

from bisect import bisect_right
from collections.abc import Iterator
from heapq import heapify, heapreplace
from math import inf, log
from typing import Final, TypeAlias

from contract.ids import EpochMs, TicketId
from coordinator.domain.estimate.picture import Picture, Queue, Stand
from coordinator.domain.estimate.plans import stays_here_ms
from coordinator.domain.estimate.presence import LONG_BREAK_MS, SLOT_MS, present_from
from coordinator.domain.line import Candidate
from coordinator.domain.policy import Moment

Calls: TypeAlias = dict[TicketId, float]
"""When each is called. Who is not in it was not called before all windows had closed."""

_OVERTIME: Final = 0.3
"""A stay longer than any known goes on for so much of a mean stay."""
_IMAGINED_MS: Final = 2 * 3_600_000
"""How far ahead people are imagined who come later and may go first."""
_LATE_MS: Final = SLOT_MS / 2
"""A window that should be back takes up to so much longer."""
_LEAST_MOOD: Final = 0.001
"""A window that is away is never taken for one that is there."""
_NOBODY: Final = TicketId("")
_NEVER: Final = EpochMs(2**62)
_NO_MORE: Final = Candidate(_NEVER, 0, _NOBODY, 0, None, None, 1)


def play(picture: Picture, chance: Iterator[float], *, until: TicketId | None = None) -> Calls:
    """Return when each would be called, in one possible future; or only up to one of them."""
    return _Run(picture, chance).calls(until)


class _Run:
    def __init__(self, picture: Picture, chance: Iterator[float]) -> None:
        self._picture = picture
        self._chance = chance
        self._first_slot: Final = picture.day_ms // SLOT_MS - 1
        self._lines = [self._line(queue) for queue in picture.queues]
        self._heads = [next(line, _NO_MORE) for line in self._lines]
        self._moods = [self._mood(stand) for stand in picture.stands]
        self._there_until_ms = [0.0 if mood is not None else inf for mood in self._moods]
        self._runs = [(stand.priority_run, stand.appointment_run) for stand in picture.stands]

    def calls(self, until: TicketId | None) -> Calls:
        """Let one window after the other take its next, whichever is free first."""
        found: Calls = {}
        missing = self._picture.waiting
        free = [(self._free_ms(stand), index) for index, stand in enumerate(self._picture.stands)]
        heapify(free)
        while missing and free:  # a supervisor may have left a line without any window
            now_ms, index = free[0]
            if now_ms >= _NEVER:
                break
            if now_ms >= self._there_until_ms[index]:
                there_ms = self._there_ms(index, now_ms)
                if there_ms > now_ms:
                    heapreplace(free, (there_ms, index))
                    continue
            queue, expected_ms = self._next(index, now_ms)
            if queue is None:
                heapreplace(free, (expected_ms, index))
                continue
            candidate = self._heads[queue]
            self._heads[queue] = next(self._lines[queue], _NO_MORE)
            if candidate.ticket_id:
                found[candidate.ticket_id] = now_ms
                missing = 0 if candidate.ticket_id == until else missing - 1
            if candidate is not self._picture.queues[queue].newcomer:  # who only asks takes no time
                self._count_turn(index, candidate, now_ms)
                now_ms += self._stay_ms(index, queue) + self._then_ms(index, candidate)
            heapreplace(free, (now_ms, index))
        return found

    def _next(self, index: int, now_ms: float) -> tuple[int | None, float]:
        """Return from which queue a window calls next; if from none, when somebody is expected.

        Of one class and weight the oldest goes first, whatever the order; so the order is asked
        only between those.
        """
        firsts: list[tuple[Candidate, int]] = []
        heads, expected_ms = self._heads, _NEVER
        for weight, queues in self._picture.stands[index].queues:
            oldest = _NO_MORE
            for queue in queues:
                head = heads[queue]
                if head < oldest:
                    oldest, oldest_queue = head, queue
            if oldest[0] > now_ms:
                expected_ms = min(expected_ms, oldest[0])
            else:
                weighed = oldest if weight == 1 else oldest._replace(weight=weight)
                firsts.append((weighed, oldest_queue))
        if not firsts:
            return None, expected_ms
        if len(firsts) == 1:
            return firsts[0][1], expected_ms
        moment = Moment(EpochMs(int(now_ms)), *self._runs[index])
        chosen = self._picture.order.choose([first for first, _ in firsts], moment).candidate
        return next(queue for first, queue in firsts if first is chosen), expected_ms

    def _count_turn(self, index: int, called: Candidate, now_ms: float) -> None:
        priority_run, appointment_run = self._runs[index]
        is_due = called.appointed_at_ms is not None and called.appointed_at_ms <= now_ms
        self._runs[index] = (
            priority_run + 1 if called.rank else 0,
            appointment_run + 1 if is_due else 0,
        )

    def _stay_ms(self, index: int, queue: int) -> float:
        """Draw how long a window is busy with a ticket, a short break after it included."""
        picture, chance = self._picture, self._chance
        length = picture.shape[int(next(chance) * len(picture.shape))]
        stay_ms = picture.queues[queue].stay_ms * picture.stands[index].pace * length
        if next(chance) < picture.break_chance:
            stay_ms += picture.breaks[int(next(chance) * len(picture.breaks))]
        return stay_ms + picture.gap_ms

    def _then_ms(self, index: int, called: Candidate) -> float:
        """Return how long the window goes on with what follows in the same visit."""
        plan = self._picture.plans.get(called.ticket_id)
        if plan is None:
            return 0.0
        stand = self._picture.stands[index]
        return stays_here_ms(plan, stand.serves) * stand.pace

    def _line(self, queue: Queue) -> Iterator[Candidate]:
        """Yield who waits in a queue, the newcomer, and those imagined who come later."""
        yield from queue.waiting
        if queue.newcomer is not None:
            yield queue.newcomer
        yield from queue.promised
        if queue.joins_per_ms > 0:
            at_ms = float(self._picture.now_ms)
            until_ms = at_ms + _IMAGINED_MS
            while (at_ms := at_ms - log(1 - next(self._chance)) / queue.joins_per_ms) < until_ms:
                yield Candidate(EpochMs(int(at_ms) + 1), 0, _NOBODY, *queue.priority_class, 1)

    def _free_ms(self, stand: Stand) -> float:
        """Draw when a window could call, as far as its ticket and its break go."""
        picture, chance = self._picture, next(self._chance)
        now_ms = float(picture.now_ms)
        if stand.done_part is not None:
            whole = _longer(picture.shape, stand.done_part, chance) or stand.done_part + _OVERTIME
            left_ms = (whole - stand.done_part) * stand.stay_ms + stand.then_ms
            return now_ms + left_ms + picture.gap_ms
        if stand.paused_for_ms is not None and stand.paused_for_ms < LONG_BREAK_MS:
            lengths = tuple(sorted(picture.breaks))
            whole = _longer(lengths, stand.paused_for_ms, chance) or LONG_BREAK_MS
            return now_ms + whole - stand.paused_for_ms
        if stand.habit is None:
            return now_ms if stand.is_open else inf
        return now_ms if _keeps_hours(stand) else now_ms + chance * _LATE_MS

    def _mood(self, stand: Stand) -> float | None:
        """Draw how long a window keeps its hours today, given that it is there now or is not.

        Either may be late: it is as the half hour before would have it. None: it is there all the
        time that matters.
        """
        if stand.habit is None:
            return None
        chance, lately = next(self._chance), stand.habit[:2]
        if _keeps_hours(stand):
            mood = chance * max(lately)
            return mood if mood > min(stand.habit) else None
        return min(lately) + (1 - min(lately)) * max(chance, _LEAST_MOOD)

    def _there_ms(self, index: int, now_ms: float) -> float:
        """Return from when on a window keeps its hours.

        If that is now, it keeps them for the rest of the half hour.
        """
        habit, mood = self._picture.stands[index].habit, self._moods[index]
        if habit is None or mood is None:
            return now_ms
        time_of_day = self._picture.day_ms + now_ms - self._picture.now_ms
        there = present_from(habit, mood, time_of_day, self._first_slot)
        if there == time_of_day:
            self._there_until_ms[index] = now_ms + SLOT_MS - time_of_day % SLOT_MS
        return now_ms + there - time_of_day


def _keeps_hours(stand: Stand) -> bool:
    return stand.is_open and (stand.paused_for_ms or 0) < LONG_BREAK_MS


def _longer(lengths: tuple[float, ...], than: float, chance: float) -> float | None:
    """Draw one of the lengths, in order, that are longer than what has passed already."""
    shorter = bisect_right(lengths, than)
    if shorter == len(lengths):
        return None
    return lengths[shorter + int(chance * (len(lengths) - shorter))]
