"""The citizen's word on the service."""

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.commands import RateService
from coordinator.domain.events import ServiceRated
from coordinator.domain.hall import Hall


def rate(hall: Hall, command: RateService, now_ms: EpochMs) -> tuple[ServiceRated]:
    """Take a rating: of the service the window finished last, once, and in time."""
    window = checks.senders_window(hall, command)
    invitation = window.invitation
    if invitation is None or invitation.service_id != command.service_id:
        raise errors.RatingNotInvited(window=window.id, service=command.service_id)
    if invitation.rated:
        raise errors.RatingGiven(service=command.service_id)
    if window.invites_at(now_ms) is None:
        raise errors.RatingLate(service=command.service_id)
    return (
        ServiceRated(
            at_ms=now_ms,
            ticket_id=invitation.ticket_id,
            number=invitation.number,
            service_id=invitation.service_id,
            group_id=invitation.group_id,
            window_id=window.id,
            clerk_id=invitation.clerk_id,
            level=command.level,
            source=command.source,
        ),
    )
