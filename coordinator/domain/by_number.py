"""Calls of a number that the clerk names: out of turn, or back after a no-show."""

from contract.ids import EpochMs
from coordinator.domain import checks, errors
from coordinator.domain.calling import Called, call_facts, called
from coordinator.domain.commands import CallTicket, RecallNoShow
from coordinator.domain.events import NoShowRecalled
from coordinator.domain.hall import Hall, Window
from coordinator.domain.ticket import State, Ticket


def call_ticket(hall: Hall, command: CallTicket, now_ms: EpochMs) -> tuple[Called, ...]:
    """Call a waiting number out of turn. Whether every clerk may, the hall file says."""
    window = checks.may_call(hall, checks.senders_window(hall, command))
    if not may_choose(hall, window):
        raise errors.ChoosingForbidden
    ticket = checks.in_state(checks.numbered(hall, command.number), State.WAITING)
    checks.takes(hall, window, ticket)
    why_facts = {"waited_ms": now_ms - ticket.issued_at_ms}
    return called(hall, window, ticket, now_ms, why="chosen", why_facts=why_facts)


def may_choose(hall: Hall, window: Window) -> bool:
    """Tell whether whoever works at the window may call out of turn."""
    everybody = hall.file.desk.chosen_calls == "everybody"
    return everybody or checks.is_supervisor(hall, window.clerk_id)


def recall_no_show(hall: Hall, command: RecallNoShow, now_ms: EpochMs) -> tuple[NoShowRecalled]:
    """Call a citizen who had missed the call and is back, at whichever window serves the group."""
    window = checks.may_call(hall, checks.senders_window(hall, command))
    ticket = checks.in_state(checks.numbered(hall, command.number), State.NO_SHOW)
    checks.takes(hall, window, ticket)
    if not _in_time(hall, ticket, now_ms):
        raise errors.NoShowOver(number=ticket.number)
    return (NoShowRecalled(**call_facts(hall, window, ticket, now_ms), call_count=1),)


def _in_time(hall: Hall, ticket: Ticket, now_ms: EpochMs) -> bool:
    """Either limit of the hall file is enough: so long ago, or so many numbers of its group."""
    desk = hall.file.desk
    ended_at_ms = ticket.ended_at_ms or now_ms
    called_since = hall.day.calls_of_group[ticket.group_id] - ticket.missed_after
    return (
        now_ms - ended_at_ms <= desk.no_show_back_s * 1000
        or called_since < desk.no_show_back_numbers
    )
