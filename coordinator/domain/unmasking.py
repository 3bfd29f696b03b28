"""Who is at the window may be seen unmasked, by a clerk who may, and not without a record."""

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.commands import UnmaskVisitor
from coordinator.domain.events import VisitorUnmasked
from coordinator.domain.hall import Hall
from coordinator.domain.serving import facts
from coordinator.domain.ticket import State


def unmask(hall: Hall, command: UnmaskVisitor, now_ms: EpochMs) -> tuple[VisitorUnmasked]:
    """Record who wants to know who is at the window, and why. What is known is not for here."""
    window, ticket = checks.ticket_at_window(hall, command, State.CALLED, State.SERVING)
    clerk_id = checks.attended(window)
    clerk = hall.file.clerks.get(clerk_id)
    if clerk is None or not clerk.unmasks:
        raise errors.UnmaskingForbidden(clerk=clerk_id)
    return (VisitorUnmasked(**facts(window, ticket, now_ms), reason=command.reason),)
