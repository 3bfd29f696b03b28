"""What each screen draws from: the hall's state as retained messages. Pure."""

from collections.abc import Callable, Mapping
from typing import Final

from contract.ids import EpochMs, GroupId, WindowId, ZoneId
from contract.messages.answers import TicketSlip
from contract.messages.state import (
    BoardCall,
    BoardLine,
    BoardState,
    GroupLine,
    HallState,
    QueueState,
    TicketStage,
    WindowState,
)
from contract.messages.visits import ServiceWish
from coordinator.domain.admission.capacity import Workload
from coordinator.domain.admission.closing import closed, closing_soon, stopped
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.events import CallMade
from coordinator.domain.hall import Hall, Window, WindowStatus
from coordinator.domain.ticket import AT_WINDOW, State, Ticket

STALE_AFTER_S: Final = 15
MINUTE_MS: Final = 60_000
STAGES: Final[Mapping[State, TicketStage]] = {State.CALLED: "called", State.SERVING: "serving"}


def hall_state(hall: Hall, *, digest: str, now_ms: EpochMs) -> HallState:
    """Return the heartbeat."""
    return HallState(
        at_ms=now_ms,
        day=hall.day.date,
        stale_after_s=STALE_AFTER_S,
        open=hall.accepts(now_ms),
        hall_file_digest=digest,
        ringing_kiosk_ids=tuple(hall.day.rings),
        given_alone=hall.day.given_alone,
    )


def queue_state(
    hall: Hall,
    group_id: GroupId,
    now_ms: EpochMs,
    wait: Wait | None,
    work: Workload | None = None,
) -> QueueState:
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
        oldest_issued_at_ms=line.oldest_issued_at_ms,
        wait_ms=whole_minutes(wait.median_ms) if wait else None,
        wait_bound_ms=whole_minutes(wait.bound_ms) if wait else None,
        closed_note_zh=note.zh if note else "",
        closed_note_en=note.en if note else "",
        opens_at_ms=shut.opens_at_ms if shut else None,
        closing_soon=shut is None and closing_soon(hall, group_id, now_ms, work),
    )


def window_state(hall: Hall, window_id: WindowId) -> WindowState:
    """Return what everybody may see of a window."""
    window, ticket = at_window(hall, window_id)
    services = hall.services[window_id]
    return WindowState(
        window_id=window_id,
        status=window.status.value,
        pause_reason=window.pause_reason,
        clerk_id=window.clerk_id,
        number=ticket.number if ticket else None,
        stage=STAGES[ticket.state] if ticket else None,
        call_seq=ticket.call_seq if ticket else None,
        since_ms=window.since_ms,
        serves=tuple(services),
        weights={group: weight for group, weight in services.items() if weight > 1},
    )


def board_state(
    hall: Hall, zone_id: ZoneId, wait_of: Callable[[GroupId], Wait | None]
) -> BoardState:
    """Return what the boards of a zone draw; `wait_of` tells the wait of a ticket taken now."""
    windows = hall.file.counters_of.get(zone_id, ())
    at, groups = hall.day.windows, hall.groups_at.get(zone_id, ())
    return BoardState(
        zone_id=zone_id,
        calls=tuple(board_call(hall, call) for call in hall.day.calls.get(zone_id, ())),
        lines=tuple(_board_line(hall, group_id, wait_of(group_id)) for group_id in groups),
        paused_window_ids=tuple(
            window.id
            for window in windows
            if window.id in at and at[window.id].status is WindowStatus.PAUSED
        ),
        closed_group_ids=tuple(group_id for group_id in groups if stopped(hall, group_id)),
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


def at_window(hall: Hall, window_id: WindowId) -> tuple[Window, Ticket | None]:
    """Return a window, and the ticket called or served there."""
    window = hall.window(window_id)
    return window, hall.day.tickets[window.ticket_id] if window.ticket_id else None


def _board_line(hall: Hall, group_id: GroupId, wait: Wait | None) -> BoardLine:
    line = hall.line(group_id)
    return BoardLine(
        group_id=group_id,
        waiting=len(line),
        oldest_issued_at_ms=line.oldest_issued_at_ms,
        wait_ms=whole_minutes(wait.median_ms) if wait else None,
        wait_bound_ms=whole_minutes(wait.bound_ms) if wait else None,
    )


def group_line(hall: Hall, group_id: GroupId) -> GroupLine:
    line = hall.line(group_id)
    return GroupLine(
        group_id=group_id,
        waiting=len(line),
        oldest_issued_at_ms=line.oldest_issued_at_ms,
    )
