"""What is done about a ticket that somebody holds in hand and names by its number."""

from contract.ids import EpochMs, TicketNumber
from coordinator.domain import checks, errors
from coordinator.domain.commands import (
    CancelNumber,
    FindTicket,
    GivePriority,
    NumberCommand,
    ReprintTicket,
)
from coordinator.domain.events import PriorityGiven, TicketCancelled, TicketReprinted
from coordinator.domain.giving_up import cancelled
from coordinator.domain.hall import Hall, Window
from coordinator.domain.ticket import State, Ticket


def cancel_number(hall: Hall, command: CancelNumber, now_ms: EpochMs) -> tuple[TicketCancelled]:
    """Give up a ticket that waits or is held: at a kiosk, or by the clerk of an open window."""
    window = _clerks_window(hall, command)
    ticket = _ticket_in_hand(hall, command)
    return (cancelled(ticket, reason=command.reason, now_ms=now_ms, window=window),)


def reprint(hall: Hall, command: ReprintTicket, now_ms: EpochMs) -> tuple[TicketReprinted]:
    """Let a kiosk print a ticket once more. It stays the one ticket it is."""
    checks.kiosk(hall, command.device_id)
    ticket = _ticket_in_hand(hall, command)
    return (
        TicketReprinted(
            at_ms=now_ms,
            ticket_id=ticket.id,
            number=ticket.number,
            service_id=ticket.service_id,
            group_id=ticket.group_id,
        ),
    )


def find(hall: Hall, command: FindTicket, now_ms: EpochMs) -> tuple[()]:
    """Tell how it stands with a ticket, which is in the answer; nothing happens."""
    del now_ms
    checks.kiosk(hall, command.device_id)
    found(hall, command)
    return ()


def found(hall: Hall, command: FindTicket) -> Ticket:
    """Return the ticket that is asked for."""
    if command.token is not None:
        return checks.tokened(hall, command.token)
    return checks.numbered(hall, command.number or TicketNumber(""))


def give_priority(hall: Hall, command: GivePriority, now_ms: EpochMs) -> tuple[PriorityGiven, ...]:
    """Put a waiting ticket into a class, or into none; its time of issue stays."""
    window = checks.senders_window(hall, command)
    clerk_id = checks.attended(window)
    ticket = checks.in_state(checks.numbered(hall, command.number), State.WAITING, State.HELD)
    priority_id = command.priority_id
    checks.priority(hall, priority_id)
    if ticket.priority_id == priority_id:
        return ()
    return (
        PriorityGiven(
            at_ms=now_ms,
            ticket_id=ticket.id,
            number=ticket.number,
            service_id=ticket.service_id,
            group_id=ticket.group_id,
            window_id=window.id,
            clerk_id=clerk_id,
            priority_id=priority_id,
            rank=hall.file.priorities[priority_id].rank if priority_id else 0,
            reason=command.reason,
        ),
    )


def _ticket_in_hand(hall: Hall, command: NumberCommand) -> Ticket:
    """Return the ticket of a number if it is the sender's to deal with.

    At a kiosk a number alone could be anybody's: whoever showed a document shows it again, or the
    paper with its token.
    """
    ticket = checks.in_state(checks.numbered(hall, command.number), State.WAITING, State.HELD)
    at_kiosk = command.device_id in hall.file.kiosks
    shown = command.token is not None and command.token == ticket.token
    if at_kiosk and ticket.person and not shown and ticket.person != command.person_hash:
        raise errors.CardWanted(number=ticket.number)
    return ticket


def _clerks_window(hall: Hall, command: NumberCommand) -> Window | None:
    """Return the window whose clerk sends this, or None if a kiosk does."""
    panel = hall.file.callers.get(command.device_id)
    if panel is None:
        checks.kiosk(hall, command.device_id)
        return None
    window = hall.window(panel.window)
    checks.attended(window)
    return window
