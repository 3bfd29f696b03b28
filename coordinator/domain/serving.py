"""What happens to a ticket at the window that has called it."""

from typing import TypedDict

from contract.ids import ClerkId, EpochMs, GroupId, ServiceId, TicketId, TicketNumber, WindowId
from coordinator.domain import checks
from coordinator.domain.commands import (
    HoldTicket,
    MarkNoShow,
    StartService,
)
from coordinator.domain.events import (
    NoShow,
    ServiceStarted,
    TicketHeld,
    VisitTakenOn,
)
from coordinator.domain.hall import Hall, Window
from coordinator.domain.ticket import State, Ticket


class StepFacts(TypedDict):
    at_ms: EpochMs
    ticket_id: TicketId
    number: TicketNumber
    service_id: ServiceId
    group_id: GroupId
    window_id: WindowId
    clerk_id: ClerkId | None


def start(
    hall: Hall, command: StartService, now_ms: EpochMs
) -> tuple[ServiceStarted | VisitTakenOn, ...]:
    """The citizen has come."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED)
    return (
        ServiceStarted(**facts(window, ticket, now_ms)),
        *taken_on(window, ticket, now_ms),
    )


def taken_on(window: Window, ticket: Ticket, now_ms: EpochMs) -> tuple[VisitTakenOn, ...]:
    """Return that the visit has found who answers for it, unless it has before."""
    if ticket.first_window_id is not None:
        return ()
    return (VisitTakenOn(**facts(window, ticket, now_ms)),)


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


def facts(window: Window, ticket: Ticket, now_ms: EpochMs) -> StepFacts:
    """Return what every step of a ticket at a window says."""
    return StepFacts(
        at_ms=now_ms,
        ticket_id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        group_id=ticket.group_id,
        window_id=window.id,
        clerk_id=window.clerk_id,
    )
