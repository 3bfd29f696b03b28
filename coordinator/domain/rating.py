"""The citizen's word on the service, or that there was none."""

from typing import Final, TypedDict

from contract.ids import ClerkId, EpochMs, GroupId, ServiceId, TicketId, TicketNumber, WindowId
from coordinator.domain import checks, errors, schedule
from coordinator.domain.commands import RateByToken, RateService
from coordinator.domain.events import CaseOpened, RatingLapsed, ServiceRated
from coordinator.domain.hall import Hall, Invitation, Window

BAD_LEVEL_MAX: Final = 2
"""不满意; levels up to this one are asked for a reason, and answered."""


class _RatedFacts(TypedDict):
    at_ms: EpochMs
    ticket_id: TicketId
    number: TicketNumber
    service_id: ServiceId
    group_id: GroupId
    window_id: WindowId
    clerk_id: ClerkId | None


def rate(
    hall: Hall, command: RateService, now_ms: EpochMs
) -> tuple[ServiceRated] | tuple[ServiceRated, CaseOpened]:
    """Take a rating: of the service the window finished last, once, and in time.

    A bad one opens a case that wants an answer within some working days.
    """
    window = checks.senders_window(hall, command)
    invitation = _invited(window, command.service_id, now_ms)
    return rated(hall, window, invitation, command, source=command.source, now_ms=now_ms)


def rated(
    hall: Hall,
    window: Window,
    invitation: Invitation,
    command: RateService | RateByToken,
    *,
    source: str,
    now_ms: EpochMs,
) -> tuple[ServiceRated] | tuple[ServiceRated, CaseOpened]:
    """Return the rating of the service that a window invites to rate."""
    _check_reason(hall, command)
    facts = _facts(window, invitation, now_ms)
    level, reason = command.level, command.reason
    event = ServiceRated(**facts, level=level, source=source, reason=reason)
    if level > BAD_LEVEL_MAX:
        return (event,)
    due_at_ms = schedule.after_working_days(hall.file, now_ms, hall.file.ratings.case_days)
    return event, CaseOpened(**facts, level=level, reason=reason, due_at_ms=due_at_ms)


def lapsed(hall: Hall, now_ms: EpochMs) -> tuple[RatingLapsed, ...]:
    """Return the invitations whose time is over, and nobody has rated."""
    return tuple(
        lapse
        for window in hall.day.windows.values()
        if window.invitation is not None and now_ms > window.invitation.until_ms
        for lapse in lapse_of(window, now_ms, "time")
    )


def lapse_of(window: Window, now_ms: EpochMs, reason: str) -> tuple[RatingLapsed, ...]:
    """Return the end of the window's invitation, if it has one that is neither rated nor over."""
    invitation = window.invitation
    if invitation is None or invitation.rated or invitation.lapsed:
        return ()
    return (RatingLapsed(**_facts(window, invitation, now_ms), reason=reason),)


def _invited(window: Window, service_id: ServiceId, now_ms: EpochMs) -> Invitation:
    invitation = window.invitation
    if invitation is None or invitation.service_id != service_id:
        raise errors.RatingNotInvited(window=window.id, service=service_id)
    check_open(window, invitation, now_ms)
    return invitation


def check_open(window: Window, invitation: Invitation, now_ms: EpochMs) -> None:
    """Refuse a rating that was given already, or comes too late."""
    if invitation.rated:
        raise errors.RatingGiven(service=invitation.service_id)
    if window.invites_at(now_ms) is None:
        raise errors.RatingLate(service=invitation.service_id)


def _check_reason(hall: Hall, command: RateService | RateByToken) -> None:
    if command.reason is None:
        return
    if command.level > BAD_LEVEL_MAX:
        raise errors.ReasonNotAsked(level=str(command.level))
    if command.reason not in {reason.id for reason in hall.file.ratings.reason}:
        raise errors.UnknownReason(reason=command.reason)


def _facts(window: Window, invitation: Invitation, now_ms: EpochMs) -> _RatedFacts:
    return _RatedFacts(
        at_ms=now_ms,
        ticket_id=invitation.ticket_id,
        number=invitation.number,
        service_id=invitation.service_id,
        group_id=invitation.group_id,
        window_id=window.id,
        clerk_id=invitation.clerk_id,
    )
