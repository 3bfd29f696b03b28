"""Whether whoever takes a ticket now can be served before the day's work ends."""

from collections.abc import Set
from typing import Final

from contract.ids import EpochMs, GroupId, WindowId
from coordinator.domain import schedule
from coordinator.domain.hall import Hall, WindowStatus
from coordinator.domain.visits.kept import kept_for

_UNDER_WAY: Final = 0.5
"""How much of a service that is under way is still to come, on the average."""


def slack_ms(hall: Hall, group_id: GroupId, now_ms: EpochMs) -> int | None:
    """Return how much work could still be added before a newcomer of this group is served too late.

    Negative: a newcomer cannot be served by closing time, or by the end of `overtime_s`. None: it
    cannot be told, since no window is open for the group, or the group does not close today.

    The windows open for the group are taken to share their work evenly: its own line, their part
    of the lines that other windows serve as well, visits that are to come there later, whoever
    waits for one of them alone, and half of each service under way.
    """
    left_ms = None if hall.always_open else schedule.left_today_ms(hall.file, now_ms, group_id)
    windows = frozenset(_open_windows(hall, group_id))
    if left_ms is None or not windows:
        return None
    own_service_ms = hall.mean_service_ms(group_id)
    wait_ms = _work_ms(hall, windows) / len(windows)
    return int(left_ms + hall.file.admission.overtime_s * 1000 - wait_ms - own_service_ms)


def _work_ms(hall: Hall, windows: Set[WindowId]) -> float:
    """Return all the work that these open windows have before them."""
    lines = {group: None for window in windows for group in hall.services[window]}
    waiting = sum(_line_ms(hall, group, windows) for group in lines)
    return waiting + sum(_own_ms(hall, window) for window in windows)


def _line_ms(hall: Hall, group_id: GroupId, windows: Set[WindowId]) -> float:
    """Return the part that falls to these windows of a line, and of those still to join it."""
    promised = len(hall.appointments.promised(hall.day.date, group_id))
    waiting = len(hall.line(group_id)) + hall.day.planned[group_id] + promised
    if not waiting:
        return 0
    serving = frozenset(_open_windows(hall, group_id))
    return waiting * hall.mean_service_ms(group_id) * len(serving & windows) / len(serving)


def _own_ms(hall: Hall, window_id: WindowId) -> float:
    """Return the work that no other window does: the service under way, and who waits for it."""
    kept = sum(hall.mean_service_ms(ticket.group_id) for ticket in kept_for(hall, window_id))
    return _under_way_ms(hall, window_id) + kept


def _under_way_ms(hall: Hall, window_id: WindowId) -> float:
    ticket_id = hall.window(window_id).ticket_id
    if ticket_id is None:
        return 0
    return hall.mean_service_ms(hall.day.tickets[ticket_id].group_id) * _UNDER_WAY


def _open_windows(hall: Hall, group_id: GroupId) -> list[WindowId]:
    windows = hall.day.windows
    return [
        window_id
        for window_id in hall.windows_serving.get(group_id, ())
        if window_id in windows and windows[window_id].status is WindowStatus.OPEN
    ]
