"""What citizens do by telephone: the token on the ticket says which is theirs."""

from contract.ids import EpochMs
from coordinator.domain import checks, errors, rating
from coordinator.domain.commands import CancelByToken, RateByToken
from coordinator.domain.events import CaseOpened, ServiceRated, TicketCancelled
from coordinator.domain.giving_up import cancelled
from coordinator.domain.hall import Hall, Window
from coordinator.domain.ticket import State, Ticket


def cancel(hall: Hall, command: CancelByToken, now_ms: EpochMs) -> tuple[TicketCancelled]:
    """Give up a ticket that waits or is held."""
    ticket = checks.in_state(checks.tokened(hall, command.token), State.WAITING, State.HELD)
    return (cancelled(ticket, reason="by phone", now_ms=now_ms),)


def rate(
    hall: Hall, command: RateByToken, now_ms: EpochMs
) -> tuple[ServiceRated] | tuple[ServiceRated, CaseOpened]:
    """Take the rating of the service just finished: once, and while its window invites it."""
    ticket = checks.tokened(hall, command.token)
    window = inviting(hall, ticket)
    if window is None or window.invitation is None:
        raise errors.RatingLate(service=ticket.service_id)
    rating.check_open(window, window.invitation, now_ms)
    return rating.rated(hall, window, window.invitation, command, source="phone", now_ms=now_ms)


def inviting(hall: Hall, ticket: Ticket) -> Window | None:
    """Return the window whose last invitation to rate is for this ticket."""
    if ticket.finish is None:
        return None
    window = hall.window(ticket.finish.window_id)
    invitation = window.invitation
    return window if invitation and invitation.ticket_id == ticket.id else None
