"""What happens to a ticket at the window that has called it."""

from typing import TypedDict

from contract.ids import ClerkId, EpochMs, GroupId, ServiceId, TicketId, TicketNumber, WindowId
from coordinator.domain import checks, errors
from coordinator.domain.commands import (
    FinishService,
    HoldTicket,
    MarkNoShow,
    StartService,
    UndoFinish,
)
from coordinator.domain.events import (
    FinishUndone,
    NoShow,
    RatingLapsed,
    ServiceFinished,
    ServiceStarted,
    TicketHeld,
)
from coordinator.domain.hall import Hall, Window
from coordinator.domain.rating import lapse_of
from coordinator.domain.ticket import State, Ticket


class _StepFacts(TypedDict):
    at_ms: EpochMs
    ticket_id: TicketId
    number: TicketNumber
    service_id: ServiceId
    group_id: GroupId
    window_id: WindowId
    clerk_id: ClerkId | None


def start(hall: Hall, command: StartService, now_ms: EpochMs) -> tuple[ServiceStarted]:
    """The citizen has come."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED)
    return (ServiceStarted(**facts(window, ticket, now_ms)),)


def finish(
    hall: Hall, command: FinishService, now_ms: EpochMs
) -> tuple[ServiceFinished | RatingLapsed, ...]:
    """The service is done; from now the citizen may rate it for a while.

    Whoever was served here before, and is still invited, has gone.
    """
    window, ticket = checks.ticket_at_window(hall, command, State.SERVING)
    until_ms = EpochMs(now_ms + hall.file.policy.rating_s * 1000)
    return (
        *lapse_of(window, now_ms, "next_service"),
        ServiceFinished(**facts(window, ticket, now_ms), rating_until_ms=until_ms),
    )


def undo_finish(hall: Hall, command: UndoFinish, now_ms: EpochMs) -> tuple[FinishUndone]:
    """Take a finish back that was pressed by mistake, while nothing has followed from it."""
    window = checks.free(hall, checks.senders_window(hall, command))
    ticket = checks.in_state(checks.ticket(hall, command.ticket_id), State.FINISHED)
    if undoable(hall, window, now_ms) is not ticket:
        raise errors.UndoOver(number=ticket.number)
    return (FinishUndone(**facts(window, ticket, now_ms)),)


def undoable(hall: Hall, window: Window, now_ms: EpochMs) -> Ticket | None:
    """Return the ticket whose finish here can still be undone: just now, and not rated."""
    invitation = window.invitation
    if window.ticket_id is not None or invitation is None:
        return None
    if invitation.rated or invitation.lapsed:
        return None
    ticket = hall.day.tickets[invitation.ticket_id]
    if ticket.state is not State.FINISHED or ticket.number in hall.day.numbers_in_use:
        return None
    return ticket if now_ms < undo_until_ms(hall, ticket) else None


def undo_until_ms(hall: Hall, ticket: Ticket) -> EpochMs:
    """Return when the finish of a ticket can be undone no more."""
    return EpochMs((ticket.ended_at_ms or 0) + hall.file.desk.undo_finish_s * 1000)


def mark_no_show(hall: Hall, command: MarkNoShow, now_ms: EpochMs) -> tuple[NoShow]:
    """The called citizen did not come."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED)
    return (NoShow(**facts(window, ticket, now_ms)),)


def hold(hall: Hall, command: HoldTicket, now_ms: EpochMs) -> tuple[TicketHeld]:
    """Let the citizen step aside, so that the window is free."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED, State.SERVING)
    return (held(hall, window, ticket, command.reason, now_ms, return_s=command.return_s),)


def held(
    hall: Hall,
    window: Window,
    ticket: Ticket,
    reason: str,
    now_ms: EpochMs,
    *,
    return_s: int | None = None,
) -> TicketHeld:
    """Return the hold of a ticket; without `return_s` it ends when the hall file says, if ever."""
    after_s = return_s or hall.file.desk.hold_return_s
    until_ms = EpochMs(now_ms + after_s * 1000) if after_s else None
    return TicketHeld(**facts(window, ticket, now_ms), reason=reason, held_until_ms=until_ms)


def facts(window: Window, ticket: Ticket, now_ms: EpochMs) -> _StepFacts:
    """Return what every step of a ticket at a window says."""
    return _StepFacts(
        at_ms=now_ms,
        ticket_id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        group_id=ticket.group_id,
        window_id=window.id,
        clerk_id=window.clerk_id,
    )
