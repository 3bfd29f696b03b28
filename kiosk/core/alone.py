"""Tickets without the coordinator, from the kiosk's own numbers.

A number is on the disk before its paper is printed.
"""

from datetime import datetime
from typing import Final

import msgspec

from contract.codes import token_of
from contract.ids import EpochMs, GroupId, SeriesId, TicketId
from contract.messages.answers import TicketSlip
from contract.messages.commands import HandInTicket
from contract.messages.state import HallState
from kiosk.core.blocks import Used, left, may_be_few, next_position
from kiosk.core.catalog import Catalog
from kiosk.core.even_clock import EvenClock
from kiosk.core.outbox import GIVEN_MAX, GivenAlone, Heard, Outbox
from kiosk.core.persons import Shown
from kiosk.core.slip import hall_time
from kiosk.core.visit import Visit
from messaging import HallWatch

HAND_IN_EXPIRES_MS: Final = 10 * 24 * 3_600_000
"""A week of holidays, and some. The coordinator keeps its answers longer."""
HEARD_EVERY_MS: Final = 600_000

MEASURED_BOUND_MS: Final = 2_000
DRIFT_PER: Final = 10_000
"""A clock that is not compared loses or gains up to 1 ms in so many."""
UNKNOWN_BOUND_MS: Final = 24 * 3_600_000
"""The machine may have been off, and what its clock has done since, nobody knows."""


class Alone:
    """Gives tickets from the kiosk's block. Whether it has to, the presenter decides."""

    def __init__(
        self, catalog: Catalog, clock: EvenClock, watch: HallWatch, outbox: Outbox
    ) -> None:
        self._catalog = catalog
        self._clock = clock
        self._watch = watch
        self._outbox = outbox
        self.block: Final = catalog.kiosk.alone
        self.series: Final = catalog.hall.series_of(catalog.kiosk)
        self._dated: tuple[EpochMs | None, str] = (None, "")

    @property
    def able(self) -> bool:
        """Whether any ticket can be given: never before the coordinator was heard once.

        Until then a new disk does not know what an old one has given.
        """
        known = self._outbox.is_durable and self._outbox.heard is not None
        if self.block is None or not known or len(self._outbox.given) >= GIVEN_MAX:
            return False
        day = self.day
        return any(self._next(series_id, day) is not None for series_id in self.series)

    def can_give(self, group_id: GroupId) -> bool:
        """Tell whether a number of the group is left."""
        series_id = self._catalog.groups[group_id].series
        return series_id is not None and self._next(series_id, self.day) is not None

    def few_left(self) -> dict[SeriesId, int]:
        """Return how many numbers can still be given today, of each series that has but few."""
        block, used = self.block, self._outbox.used
        if block is None:
            return {}
        begun = [each for each in self.series if each in used and may_be_few(block, used[each])]
        counted = {each: left(block, used[each], self.day) for each in begun}
        return {each: count for each, count in counted.items() if count <= block.warn_left}

    @property
    def day(self) -> str:
        """The business day. It never goes back, whatever the clock does, but by the hall's word."""
        return max(self._own_day(), self._newest_day())

    def _own_day(self) -> str:
        """Return the day by our clock, worked out once for all that a screen asks of a moment."""
        now_ms = self._now_ms
        if self._dated[0] != now_ms:
            self._dated = now_ms, self._catalog.hall.business_day(now_ms).isoformat()
        return self._dated[1]

    def is_open(self, moment: datetime, group_id: GroupId | None = None) -> bool:
        """Tell whether tickets are given at this time, by the hall file and what was heard last."""
        heard = self._outbox.heard
        if heard is not None and heard.always_open:
            return True
        return self._catalog.hall.openings.is_open(moment, group_id)

    def give(self, visit: Visit, shown: Shown) -> HandInTicket | None:
        """Take the next number, and keep it; None if there is none, or the disk refuses."""
        series_id = self._catalog.groups[visit.services[0].group_id].series
        position = self._next(series_id, self.day) if series_id and self.able else None
        if series_id is None or position is None:
            return None
        order = 1 + max((each.order for each in self._outbox.given.values()), default=0)
        command = self._ticket(visit, shown, series_id, position)
        ticket = GivenAlone(
            order=order,
            decided_at_ms=self._clock.now_ms(),
            not_before_ms=self._earliest_ms(),
            command=command,
        )
        return command if self._outbox.keep_given(ticket, series_id, position) else None

    def _next(self, series_id: SeriesId, day: str) -> int | None:
        if self.block is None:
            return None
        return next_position(self.block, self._outbox.used.get(series_id, Used()), day)

    def _ticket(
        self, visit: Visit, shown: Shown, series_id: SeriesId, position: int
    ) -> HandInTicket:
        first, *more = visit.services
        issued_at_ms, bound_ms = self._time_of_issue()
        now_ms = self._now_ms
        return HandInTicket(
            command_id=self._clock.new_command_id(),
            sent_at_ms=now_ms,
            expires_at_ms=EpochMs(now_ms + HAND_IN_EXPIRES_MS),
            number=self._catalog.hall.all_series[series_id].number_at(position),
            day=self.day,
            issued_at_ms=issued_at_ms,
            clock_bound_ms=bound_ms,
            outcome="uncertain",
            cause="the kiosk stopped while it printed",
            group_id=first.group_id,
            item_id=first.item_id,
            priority_id=shown.priority_id,
            language=visit.language,
            person_hash=shown.person_hash,
            more=tuple(more),
        )

    def hear(self, hall: HallState) -> None:
        """Learn from a coordinator that lives: the day, the time, and what it knows of us."""
        before = self._outbox.heard
        file_open = self._catalog.hall.openings.is_open(hall_time(hall.at_ms, self._catalog))
        always = before is not None and before.always_open
        heard = Heard(
            at_ms=hall.at_ms,
            day=hall.day,
            ahead_ms=self._ahead_of_machine_ms,
            always_open=hall.open and (always or not file_open),
        )
        better = self._learn(hall) if self.block is not None else {}
        if better:
            self._outbox.keep_used(better)
        if _worth_keeping(before, heard):
            self._outbox.keep_heard(heard)

    def notice_jump(self) -> None:
        """Remember how far the machine's clock is from the hall's, if somebody has set it."""
        heard, ahead_ms = self._outbox.heard, self._ahead_of_machine_ms
        if heard is None or self._watch.measured_at_ms is None:
            return
        if abs(heard.ahead_ms - ahead_ms) > MEASURED_BOUND_MS:
            self._outbox.keep_heard(msgspec.structs.replace(heard, ahead_ms=ahead_ms))

    @property
    def _ahead_of_machine_ms(self) -> int:
        return self._watch.ahead_ms - self._clock.jumped_ms

    @property
    def _now_ms(self) -> EpochMs:
        return self._watch.hall_ms(self._clock.now_ms())

    def _newest_day(self) -> str:
        heard = self._outbox.heard
        return max(heard.day if heard else "", self._outbox.newest_day)

    def _time_of_issue(self) -> tuple[EpochMs, int]:
        """Return the hall's time, and by how much that may be wrong."""
        measured_at_ms = self._watch.measured_at_ms
        if measured_at_ms is not None:
            return self._now_ms, bound_after(self._clock.now_ms() - measured_at_ms)
        given = [each.command.issued_at_ms for each in self._outbox.given.values()]
        return EpochMs(max([self._now_ms, self._earliest_ms(), *given[-1:]])), UNKNOWN_BOUND_MS

    def _earliest_ms(self) -> EpochMs:
        """Return the newest moment in the hall's time that is over for certain."""
        known = [self._outbox.heard.at_ms if self._outbox.heard else EpochMs(0)]
        for last in [*self._outbox.given.values()][-1:]:
            issued_at_ms, bound_ms = last.command.issued_at_ms, last.command.clock_bound_ms
            known += [last.not_before_ms, EpochMs(issued_at_ms - bound_ms)]
        return max(known)

    def _learn(self, hall: HallState) -> dict[SeriesId, Used]:
        """Return what is known better now.

        No number is of a day that has not come, and a disk that is new, or was put back, goes on
        after what was given before.
        """
        told = hall.given_alone.get(self._catalog.kiosk.id, {})
        better: dict[SeriesId, Used] = {}
        for series_id in self.series:
            used = self._outbox.used.get(series_id, Used())
            days = used.days
            if max(days.values(), default="") > hall.day:
                days = {position: min(day, hall.day) for position, day in days.items()}
            last = told.get(series_id)
            if last is not None and days.get(last) != hall.day:
                better[series_id] = Used(last, {**days, last: hall.day})
            elif days is not used.days:
                better[series_id] = Used(used.last, days)
        return better


def bound_after(counted_ms: int) -> int:
    """Return how wrong the hall's time may be after so long without a word of it."""
    return MEASURED_BOUND_MS + counted_ms // DRIFT_PER


def ticket_id_of(command: HandInTicket) -> TicketId:
    """Return the name of a ticket given alone, as the coordinator will have it."""
    return TicketId(f"{command.day}.{command.number}")


def slip_of_ticket(command: HandInTicket) -> TicketSlip:
    """Return what the paper says; how many wait before it nobody here knows."""
    return TicketSlip(
        ticket_id=ticket_id_of(command),
        number=command.number,
        group_id=command.group_id,
        item_id=command.item_id,
        issued_at_ms=command.issued_at_ms,
        ahead=0,
        wait_ms=None,
        token=token_of(command.command_id),
        more=command.more,
    )


def _worth_keeping(before: Heard | None, heard: Heard) -> bool:
    if before is None:
        return True
    same = (before.day, before.always_open) == (heard.day, heard.always_open)
    turned = abs(before.ahead_ms - heard.ahead_ms) > MEASURED_BOUND_MS
    return not same or turned or abs(heard.at_ms - before.at_ms) >= HEARD_EVERY_MS
