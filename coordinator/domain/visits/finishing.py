"""A service is finished: the visit stays here, goes on elsewhere, or ends; or it was a mistake."""

from collections.abc import Iterator

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.commands import FinishService, UndoFinish
from coordinator.domain.events import (
    FinishUndone,
    RatingLapsed,
    ServiceFinished,
    Step,
    VisitStayed,
    VisitWentOn,
)
from coordinator.domain.hall import Hall, Window
from coordinator.domain.rating import lapse_of
from coordinator.domain.serving import facts
from coordinator.domain.ticket import FINAL, Finish, State, Ticket
from coordinator.domain.visits import outcomes
from coordinator.domain.visits.plan import to_come


def finish(
    hall: Hall, command: FinishService, now_ms: EpochMs
) -> tuple[ServiceFinished | RatingLapsed | VisitStayed | VisitWentOn, ...]:
    """The service is done; from now the citizen may rate it for a while, except at a desk.

    Whoever was served here before, and is still invited, has gone. If services are left, the
    visit goes on: here at once, if the window does the next one, or else in its line.
    """
    window, ticket = checks.ticket_at_window(hall, command, State.SERVING)
    outcomes.check(hall, ticket, command)
    until_ms = EpochMs(now_ms + hall.file.policy.rating_s * 1000)
    return (
        *lapse_of(window, now_ms, "next_service"),
        ServiceFinished(
            **facts(window, ticket, now_ms),
            rating_until_ms=None if hall.is_desk(window.id) else until_ms,
            outcome_id=command.outcome_id,
            note_ids=command.note_ids,
        ),
        *_goes_on(hall, window, ticket, now_ms),
    )


def _goes_on(
    hall: Hall, window: Window, ticket: Ticket, now_ms: EpochMs
) -> Iterator[VisitStayed | VisitWentOn]:
    for step in to_come(hall, ticket)[:1]:
        event = VisitStayed if _stays(hall, window, step, now_ms) else VisitWentOn
        yield event(**facts(window, ticket, now_ms), step=step)


def _stays(hall: Hall, window: Window, step: Step, now_ms: EpochMs) -> bool:
    """Tell whether this window does the step as well, and may do it now."""
    if step.not_before_ms is not None and step.not_before_ms > now_ms:
        return False
    if step.window_id is not None or step.clerk_id is not None:
        is_kept_here = step.window_id == window.id or step.clerk_id == window.clerk_id
        return is_kept_here and hall.suits(window.id, step.group_id)
    return step.group_id in hall.services[window.id]


def undo_finish(hall: Hall, command: UndoFinish, now_ms: EpochMs) -> tuple[FinishUndone]:
    """Take a finish back that was pressed by mistake, while nothing has followed from it.

    That the visit stayed here or waits for its next service has not: it does as before.
    """
    window = checks.senders_window(hall, command)
    found = checks.ticket(hall, command.ticket_id)
    if window.ticket_id != found.id:
        checks.free(hall, window)
    ticket = checks.in_state(found, State.FINISHED, State.WAITING, State.SERVING)
    if ticket.finish is None or undoable(hall, window, now_ms) is not ticket:
        raise errors.UndoOver(number=ticket.number)
    step = ticket.finish.step
    return (
        FinishUndone(
            at_ms=now_ms,
            ticket_id=ticket.id,
            number=ticket.number,
            service_id=step.service_id,
            group_id=step.group_id,
            window_id=window.id,
            clerk_id=window.clerk_id,
        ),
    )


def undoable(hall: Hall, window: Window, now_ms: EpochMs) -> Ticket | None:
    """Return the ticket whose finish here can still be undone: just now, and not rated."""
    ticket = hall.day.tickets[window.last_finished] if window.last_finished else None
    if ticket is None or ticket.finish is None or ticket.finish.window_id != window.id:
        return None
    if window.ticket_id not in (None, ticket.id) or _is_settled(window, ticket.finish):
        return None
    if ticket.state in FINAL and ticket.number in hall.day.numbers_in_use:
        return None
    return ticket if now_ms < undo_until_ms(hall, ticket) else None


def undo_until_ms(hall: Hall, ticket: Ticket) -> EpochMs:
    """Return when the last finish of a ticket can be undone no more."""
    finished_at_ms = ticket.finish.at_ms if ticket.finish else 0
    return EpochMs(finished_at_ms + hall.file.desk.undo_finish_s * 1000)


def _is_settled(window: Window, finish: Finish) -> bool:
    """Tell whether the finished service is rated, or has been asked about in vain."""
    invitation = window.invitation
    if invitation is None or invitation.service_id != finish.step.service_id:
        return False
    return invitation.rated or invitation.lapsed
