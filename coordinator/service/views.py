"""What each screen draws from: the hall's state as retained messages. Pure."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec.structs import asdict

from contract.ids import EpochMs, GroupId, WindowId, ZoneId
from contract.messages.answers import TicketSlip
from contract.messages.commands import VisitorCard
from contract.messages.state import (
    BoardCall,
    BoardLine,
    BoardState,
    GroupLine,
    HallState,
    PanelState,
    PanelTicket,
    QueueState,
    RatingInvitation,
    TicketStage,
    UndoOffer,
    WindowState,
)
from contract.messages.visits import ServiceWish, VisitStep
from coordinator.domain.admission.closing import closed, closing_soon
from coordinator.domain.automatic import calls_at_ms
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.events import CallMade
from coordinator.domain.hall import Hall, Window, WindowStatus
from coordinator.domain.ticket import AT_WINDOW, State, Ticket
from coordinator.domain.visits.finishing import undo_until_ms, undoable
from coordinator.domain.visits.kept import kept_for, takes
from coordinator.service.ports import VisitorKey

STALE_AFTER_S: Final = 15
MINUTE_MS: Final = 60_000
KEPT_SHOWN: Final = 20
"""Nearly everybody could be sent to one window; a message has an end."""
_STAGES: Final[Mapping[State, TicketStage]] = {State.CALLED: "called", State.SERVING: "serving"}


def hall_state(hall: Hall, *, digest: str, now_ms: EpochMs) -> HallState:
    """Return the heartbeat."""
    return HallState(
        at_ms=now_ms,
        day=hall.day.date,
        stale_after_s=STALE_AFTER_S,
        open=hall.accepts(now_ms),
        hall_file_digest=digest,
        given_alone=hall.day.given_alone,
    )


def queue_state(hall: Hall, group_id: GroupId, now_ms: EpochMs, wait: Wait | None) -> QueueState:
    """Return the line of a group. Waits are in whole minutes, so that they seldom change."""
    line = hall.line(group_id)
    shut = closed(hall, group_id, now_ms)
    note = shut.note if shut else None
    return QueueState(
        group_id=group_id,
        waiting=len(line),
        open_windows=hall.open_windows(group_id),
        accepting=shut is None,
        closed_reason=shut.reason if shut else None,
        oldest_issued_at_ms=line.oldest[0] if line.oldest else None,
        wait_ms=whole_minutes(wait.median_ms) if wait else None,
        wait_bound_ms=whole_minutes(wait.bound_ms) if wait else None,
        closed_note_zh=note.zh if note else "",
        closed_note_en=note.en if note else "",
        opens_at_ms=shut.opens_at_ms if shut else None,
        closing_soon=shut is None and closing_soon(hall, group_id, now_ms),
    )


def window_state(hall: Hall, window_id: WindowId) -> WindowState:
    """Return what everybody may see of a window."""
    window, ticket = _window(hall, window_id)
    services = hall.services[window_id]
    return WindowState(
        window_id=window_id,
        status=window.status.value,
        pause_reason=window.pause_reason,
        clerk_id=window.clerk_id,
        number=ticket.number if ticket else None,
        stage=_STAGES[ticket.state] if ticket else None,
        call_seq=ticket.call_seq if ticket else None,
        since_ms=window.since_ms,
        serves=tuple(services),
        weights={group: weight for group, weight in services.items() if weight > 1},
    )


def panel_state(
    hall: Hall,
    window_id: WindowId,
    visitors: Mapping[VisitorKey, VisitorCard],
    now_ms: EpochMs,
) -> PanelState:
    """Return what the panel of a window draws."""
    window, ticket = _window(hall, window_id)
    serves = hall.services[window_id]
    held = (hall.day.tickets[ticket_id] for ticket_id in hall.day.held)
    kept = kept_for(hall, window_id)
    invitation = window.invites_at(now_ms)
    return PanelState(
        window_id=window_id,
        status=window.status.value,
        pause_reason=window.pause_reason,
        clerk_id=window.clerk_id,
        stage=_STAGES[ticket.state] if ticket else None,
        ticket=_panel_ticket(hall, ticket, visitors) if ticket else None,
        held=tuple(
            _panel_ticket(hall, each, visitors) for each in held if takes(hall, window, each)
        ),
        lines=_lines(hall, serves),
        rating=RatingInvitation(
            service_id=invitation.service_id,
            number=invitation.number,
            until_ms=invitation.until_ms,
        )
        if invitation
        else None,
        finished_today=window.finished_today,
        recalls_left=hall.recalls_left(ticket) if ticket else 0,
        recall_from_ms=hall.recall_from_ms(ticket) if ticket else None,
        undo=_undo(hall, window, now_ms),
        auto_call_at_ms=calls_at_ms(hall, window_id),
        kept_waiting=len(kept),
        kept=tuple(_panel_ticket(hall, each, visitors) for each in kept[:KEPT_SHOWN]),
        panic_window_ids=tuple(hall.day.panics),
    )


def _undo(hall: Hall, window: Window, now_ms: EpochMs) -> UndoOffer | None:
    ticket = undoable(hall, window, now_ms)
    if ticket is None:
        return None
    until_ms = undo_until_ms(hall, ticket)
    return UndoOffer(ticket_id=ticket.id, number=ticket.number, until_ms=until_ms)


def board_state(
    hall: Hall, zone_id: ZoneId, wait_of: Callable[[GroupId], Wait | None]
) -> BoardState:
    """Return what the boards of a zone draw; `wait_of` tells the wait of a ticket taken now."""
    windows = hall.file.counters_of.get(zone_id, ())
    groups = dict.fromkeys(group_id for window in windows for group_id in hall.services[window.id])
    return BoardState(
        zone_id=zone_id,
        calls=tuple(board_call(hall, call) for call in hall.day.calls.get(zone_id, ())),
        lines=tuple(_board_line(hall, group_id, wait_of(group_id)) for group_id in groups),
        paused_window_ids=tuple(
            window.id for window in windows if hall.window(window.id).status is WindowStatus.PAUSED
        ),
    )


def board_call(hall: Hall, call: CallMade) -> BoardCall:
    """Return a call as boards show it; active while the ticket is at the window that called."""
    ticket = hall.day.tickets[call.ticket_id]
    at_window = ticket.state in AT_WINDOW and ticket.window_id == call.window_id
    return BoardCall(
        seq=call.call_seq,
        number=call.number,
        window_id=call.window_id,
        group_id=call.group_id,
        call_count=call.call_count,
        called_at_ms=call.at_ms,
        expires_at_ms=call.expires_at_ms,
        active=at_window and ticket.call_seq == call.call_seq,
    )


def slip(ticket: Ticket, *, ahead: int, wait: Wait | None) -> TicketSlip:
    """Return what a ticket's paper says."""
    return TicketSlip(
        ticket_id=ticket.id,
        number=ticket.number,
        token=ticket.token,
        group_id=ticket.group_id,
        item_id=ticket.item_id,
        issued_at_ms=ticket.issued_at_ms,
        ahead=ahead,
        wait_ms=wait.median_ms if wait else None,
        wait_bound_ms=wait.bound_ms if wait else None,
        appointed_at_ms=ticket.appointed_at_ms,
        more=tuple(
            ServiceWish(group_id=step.group_id, item_id=step.item_id) for step in ticket.plan
        ),
    )


def whole_minutes(wait_ms: int) -> int:
    """Return a wait rounded up, so that it seldom changes."""
    return -(-wait_ms // MINUTE_MS) * MINUTE_MS


def _window(hall: Hall, window_id: WindowId) -> tuple[Window, Ticket | None]:
    window = hall.window(window_id)
    return window, hall.day.tickets[window.ticket_id] if window.ticket_id else None


def _panel_ticket(
    hall: Hall, ticket: Ticket, visitors: Mapping[VisitorKey, VisitorCard]
) -> PanelTicket:
    return PanelTicket(
        ticket_id=ticket.id,
        service_id=ticket.service_id,
        number=ticket.number,
        group_id=ticket.group_id,
        item_id=ticket.item_id,
        priority_id=ticket.priority_id,
        issued_at_ms=ticket.issued_at_ms,
        called_at_ms=ticket.called_at_ms,
        started_at_ms=ticket.started_at_ms,
        call_count=ticket.call_count,
        visitor=visitors.get(ticket.id),
        hold_reason=ticket.hold_reason,
        held_until_ms=ticket.held_until_ms,
        not_before_ms=hall.day.not_before.get(ticket.id),
        why=ticket.why,
        why_facts=dict(ticket.why_facts),
        steps=tuple(VisitStep(**asdict(step)) for step in ticket.plan),
        first_window_id=ticket.first_window_id,
        appointed_at_ms=ticket.appointed_at_ms,
        first_clerk_id=ticket.first_clerk_id,
    )


def _lines(hall: Hall, groups: Iterable[GroupId]) -> tuple[GroupLine, ...]:
    return tuple(_line(hall, group_id) for group_id in groups)


def _board_line(hall: Hall, group_id: GroupId, wait: Wait | None) -> BoardLine:
    return BoardLine(
        **asdict(_line(hall, group_id)),
        wait_ms=whole_minutes(wait.median_ms) if wait else None,
        wait_bound_ms=whole_minutes(wait.bound_ms) if wait else None,
    )


def _line(hall: Hall, group_id: GroupId) -> GroupLine:
    line = hall.line(group_id)
    return GroupLine(
        group_id=group_id,
        waiting=len(line),
        oldest_issued_at_ms=line.oldest[0] if line.oldest else None,
    )
