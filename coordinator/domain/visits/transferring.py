"""Citizens are sent on: to a group, to one window or clerk alone, now or at a set time.

Number, class and time of issue go with them, so that they come after nobody who came later.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contract.ids import EpochMs, GroupId
from coordinator.domain import checks, errors, schedule
from coordinator.domain.commands import TransferTicket
from coordinator.domain.events import Event, Step, TicketTransferred
from coordinator.domain.hall import Hall, Window, WindowStatus
from coordinator.domain.places import enter, leave
from coordinator.domain.serving import facts
from coordinator.domain.ticket import State, Ticket
from coordinator.domain.visits.plan import replan


def transfer(hall: Hall, command: TransferTicket, now_ms: EpochMs) -> tuple[TicketTransferred]:
    """Break the service off here, and let another begin elsewhere."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED, State.SERVING)
    not_before_ms = _later(hall, ticket, command, now_ms)
    target = _target(hall, ticket, command, may_be_away=not_before_ms is not None)
    to_group = _group(hall, ticket, command, target)
    stays = to_group == ticket.group_id and target in (None, window)
    if stays and not_before_ms is None:
        raise errors.SameGroup(number=ticket.number, group=to_group)
    return (
        TicketTransferred(
            **facts(window, ticket, now_ms),
            next_service_id=ticket.nth_service(),
            to_group_id=to_group,
            to_window_id=command.to_window_id,
            to_clerk_id=command.to_clerk_id,
            not_before_ms=not_before_ms,
            back_service_id=ticket.nth_service(2) if command.returns else None,
        ),
    )


def _later(hall: Hall, ticket: Ticket, command: TransferTicket, now_ms: EpochMs) -> EpochMs | None:
    """Return the set time; None when that is now."""
    not_before_ms = command.not_before_ms
    if not_before_ms is None or not_before_ms <= now_ms:
        return None
    if not_before_ms >= schedule.day_ends_ms(hall.file, now_ms):
        raise errors.NotToday(number=ticket.number)
    return not_before_ms


def _target(
    hall: Hall, ticket: Ticket, command: TransferTicket, *, may_be_away: bool
) -> Window | None:
    """Return the window that alone may call; None if any may, or nobody knows which it will be.

    Nobody is sent to a window or clerk who is not there now, unless it is for later.
    """
    if command.to_window_id is not None and command.to_clerk_id is not None:
        raise errors.TwoTargets(number=ticket.number)
    if command.to_window_id is not None:
        window = checks.known_window(hall, command.to_window_id)
        if window.status is WindowStatus.CLOSED and not may_be_away:
            raise errors.WindowClosed(window=window.id)
        return window
    if command.to_clerk_id is not None:
        if command.to_clerk_id not in hall.file.clerks:
            raise errors.UnknownClerk(clerk=command.to_clerk_id)
        window_id = hall.day.window_of_clerk.get(command.to_clerk_id)
        if window_id is None and not may_be_away:
            raise errors.ClerkAway(clerk=command.to_clerk_id)
        return hall.window(window_id) if window_id is not None else None
    return None


def _group(hall: Hall, ticket: Ticket, command: TransferTicket, target: Window | None) -> GroupId:
    """Return for what the citizen goes on, which the target serves."""
    serves = hall.services[target.id] if target else {}
    if command.to_group_id is not None:
        group_id = checks.group(hall, command.to_group_id)
        return checks.served(hall, target, group_id) if target else group_id
    if (command.to_window_id, command.to_clerk_id, command.not_before_ms) == (None, None, None):
        raise errors.TransferNowhere(number=ticket.number)
    return ticket.group_id if not serves or ticket.group_id in serves else next(iter(serves))


def _transferred(hall: Hall, event: TicketTransferred) -> None:
    ticket = leave(hall, event)
    if event.back_service_id is not None:
        replan(hall.day, ticket, (_back(event, ticket), *ticket.plan))
        ticket.service_count += 1
    same_group = event.to_group_id == event.group_id
    ticket.turn_to(
        Step(
            service_id=event.next_service_id,
            group_id=event.to_group_id,
            item_id=ticket.item_id if same_group else None,
            window_id=event.to_window_id,
            clerk_id=event.to_clerk_id,
        )
    )
    ticket.service_count += 1
    ticket.window_id = ticket.called_at_ms = ticket.started_at_ms = None
    ticket.call_count = 0
    if event.not_before_ms is not None:
        hall.day.not_before[ticket.id] = event.not_before_ms
    enter(hall, ticket, event.at_ms)


def _back(event: TicketTransferred, ticket: Ticket) -> Step:
    """Return the service that is broken off, to be gone on with at the same window."""
    assert event.back_service_id is not None
    return Step(
        service_id=event.back_service_id,
        group_id=event.group_id,
        item_id=ticket.item_id,
        window_id=event.window_id,
    )


APPLY: Final[Mapping[type[Event], Callable[[Hall, Any], None]]] = {TicketTransferred: _transferred}
