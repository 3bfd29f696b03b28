"""Kiosks hand in what they have given alone: each paper gets its place, or is explained.

A paper is in somebody's hand, so nothing that speaks against giving a ticket counts any more: not
a closed group, a full line or a ban. What can still be wrong is the paper itself.
"""

from collections.abc import Iterator
from typing import Final

from contract.codes import token_of
from contract.hall import Kiosk
from contract.ids import EpochMs, Explained, GroupId, ItemId, PriorityId, SeriesId, TicketId
from coordinator.domain import checks, schedule
from coordinator.domain.admission.series import ticket_id
from coordinator.domain.commands import HandInTicket
from coordinator.domain.events import (
    AnyEvent,
    PaperExplained,
    PaperReported,
    Step,
    TicketCancelled,
    TicketIssued,
)
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import service_id
from coordinator.domain.visits.plan import step_for

CLOCK_BOUND_MS_MAX: Final = 7 * 24 * 3_600_000
"""A kiosk that knows less of the time than this is not believed to have printed it today."""
SLACK_MS: Final = 60_000
"""A time that is so little too early or late is the nearest possible one."""


def hand_in(hall: Hall, command: HandInTicket, now_ms: EpochMs) -> tuple[AnyEvent, ...]:
    """Let a ticket that a kiosk gave alone wait since its true time of issue.

    One whose paper did not come out is cancelled at once; its number is used up.
    """
    kiosk = checks.kiosk(hall, command.device_id)
    reason = _strange(hall, kiosk, command)
    if reason is not None:
        return (_explained(kiosk, command, reason, now_ms),)
    issued = _issued(hall, kiosk, command, now_ms)
    said = PaperReported(
        at_ms=now_ms,
        ticket_id=issued.ticket_id,
        number=issued.number,
        group_id=issued.group_id,
        outcome=command.outcome,
        cause=command.cause,
    )
    if command.outcome != "not_printed":
        return issued, said
    gone = TicketCancelled(
        at_ms=now_ms,
        ticket_id=issued.ticket_id,
        number=issued.number,
        service_id=issued.service_id,
        group_id=issued.group_id,
        reason=command.outcome,
    )
    return issued, said, gone


def _strange(hall: Hall, kiosk: Kiosk, command: HandInTicket) -> Explained | None:
    """Return why nobody can be called by this paper; None if somebody can."""
    if command.day < hall.day.date and _business_day(hall, command.issued_at_ms) < hall.day.date:
        bound_ms = min(command.clock_bound_ms, CLOCK_BOUND_MS_MAX)
        latest_ms = EpochMs(command.issued_at_ms + bound_ms)
        return "day_unclear" if _business_day(hall, latest_ms) >= hall.day.date else "day_ended"
    series_id = _series_of(hall, command.group_id)
    if series_id is None:
        return "group_gone"
    position = hall.file.all_series[series_id].position_of(command.number)
    own = kiosk.alone is not None and series_id in hall.file.series_of(kiosk)
    if position is None or kiosk.alone is None or not own or not kiosk.alone.has(position):
        return "not_in_block"
    return "number_taken" if hall.day.numbers_given[command.number] else None


def _business_day(hall: Hall, at_ms: EpochMs) -> str:
    return schedule.business_day(hall.file, at_ms)


def _series_of(hall: Hall, group_id: GroupId) -> SeriesId | None:
    group = hall.file.groups.get(group_id)
    return group.series if group else None


def _issued(hall: Hall, kiosk: Kiosk, command: HandInTicket, now_ms: EpochMs) -> TicketIssued:
    series = hall.file.all_series[hall.file.groups[command.group_id].series or SeriesId("")]
    priority_id = _known_priority(hall, command.priority_id)
    new_id = ticket_id(hall, command.number)
    issued_at_ms = _fair_ms(hall, command, now_ms)
    return TicketIssued(
        at_ms=now_ms,
        ticket_id=new_id,
        number=command.number,
        service_id=service_id(new_id, 1),
        group_id=command.group_id,
        series_id=series.id,
        series_position=series.position_of(command.number) or 0,
        item_id=_known_item(hall, command.group_id, command.item_id),
        priority_id=priority_id,
        rank=hall.file.priorities[priority_id].rank if priority_id else 0,
        language=command.language,
        person=command.person_hash,
        token=token_of(command.command_id),
        more=tuple(_steps(hall, command, new_id)),
        given_by=kiosk.id,
        issued_at_ms=issued_at_ms,
        said_at_ms=None if _is_near(issued_at_ms, command) else command.issued_at_ms,
        clock_bound_ms=command.clock_bound_ms,
    )


def _fair_ms(hall: Hall, command: HandInTicket, now_ms: EpochMs) -> EpochMs:
    """Return the time of issue by which it is called.

    It cannot be before the hall opened, nor later than now. Who has a time that cannot be goes
    before nobody whose time is known.
    """
    nearest_ms = EpochMs(min(now_ms, max(command.issued_at_ms, _opened_ms(hall, now_ms))))
    return nearest_ms if _is_near(nearest_ms, command) else now_ms


def _is_near(at_ms: EpochMs, command: HandInTicket) -> bool:
    return abs(at_ms - command.issued_at_ms) <= SLACK_MS


def _opened_ms(hall: Hall, now_ms: EpochMs) -> EpochMs:
    """Return when the first ticket of the day can have been given."""
    begins_ms = schedule.day_begins_ms(hall.file, now_ms)
    if hall.always_open or schedule.is_open(hall.file, begins_ms):
        return begins_ms
    opens_ms = schedule.opens_at_ms(hall.file, begins_ms)
    return begins_ms if opens_ms is None or opens_ms > now_ms else opens_ms


def _steps(hall: Hall, command: HandInTicket, of_ticket: TicketId) -> Iterator[Step]:
    """Yield the services that follow, without those of groups that are no more."""
    known = [wish for wish in command.more if wish.group_id in hall.file.groups]
    for place, wish in enumerate(known, start=2):
        item_id = _known_item(hall, wish.group_id, wish.item_id)
        yield step_for(service_id(of_ticket, place), wish.group_id, item_id)


def _known_item(hall: Hall, group_id: GroupId, item_id: ItemId | None) -> ItemId | None:
    item = hall.file.items.get(item_id) if item_id is not None else None
    return item.id if item is not None and item.group == group_id else None


def _known_priority(hall: Hall, priority_id: PriorityId | None) -> PriorityId | None:
    return priority_id if priority_id in hall.file.priorities else None


def _explained(
    kiosk: Kiosk, command: HandInTicket, reason: Explained, now_ms: EpochMs
) -> PaperExplained:
    return PaperExplained(
        at_ms=now_ms,
        number=command.number,
        group_id=command.group_id,
        kiosk_id=kiosk.id,
        paper_day=command.day,
        issued_at_ms=command.issued_at_ms,
        clock_bound_ms=command.clock_bound_ms,
        outcome=command.outcome,
        reason=reason,
        cause=command.cause,
    )
