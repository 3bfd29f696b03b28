"""Whether whoever takes a ticket now can be served before the day's work ends."""

from collections.abc import Iterator, Mapping
from typing import Final

from contract.ids import EpochMs, GroupId, WindowId
from coordinator.domain import schedule
from coordinator.domain.hall import Hall, WindowStatus
from coordinator.domain.visits.kept import kept_for

_UNDER_WAY: Final = 0.5
"""How much of a service that is under way is still to come, on the average."""


def slack_ms(hall: Hall, group_id: GroupId, now_ms: EpochMs) -> int | None:
    """Return what `Workload` says of one group alone."""
    return Workload(hall).slack_ms(group_id, now_ms)


class Workload:
    """The work before the windows of a hall as it stands now.

    Groups share windows, so for all groups of a hall each part is asked for again and again, and
    is worked out once. When something has happened in the hall, make a new one.
    """

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._open: dict[GroupId, Mapping[WindowId, None]] = {}
        self._lines: dict[GroupId, float] = {}
        self._own: dict[WindowId, float] = {}
        self._all: dict[tuple[WindowId, ...], float] = {}

    def slack_ms(self, group_id: GroupId, now_ms: EpochMs) -> int | None:
        """Return how much could still be added before a newcomer of this group is served too late.

        Negative: a newcomer cannot be served by closing time, or by the end of `overtime_s`. None:
        it cannot be told, since no window is open for the group, or it does not close today.

        The windows open for the group are taken to share their work evenly: its own line, their
        part of the lines that other windows serve as well, visits that are to come there later,
        whoever waits for one of them alone, and half of each service under way.
        """
        hall, windows = self._hall, self._open_for(group_id)
        if hall.always_open or not windows:
            return None
        left_ms = schedule.left_today_ms(hall.file, now_ms, group_id)
        if left_ms is None:
            return None
        own_service_ms = hall.mean_service_ms(group_id)
        wait_ms = self._before(windows) / len(windows)
        return int(left_ms + hall.file.admission.overtime_s * 1000 - wait_ms - own_service_ms)

    def _before(self, windows: Mapping[WindowId, None]) -> float:
        """Return all the work that these open windows have before them."""
        known = tuple(windows)
        if known not in self._all:
            self._all[known] = self._worked_out(windows)
        return self._all[known]

    def _worked_out(self, windows: Mapping[WindowId, None]) -> float:
        lines = {group: None for window in windows for group in self._hall.services[window]}
        waiting = sum(self._part_of_line(group, windows) for group in lines)
        return waiting + sum(self._own_of(window) for window in windows)

    def _part_of_line(self, group_id: GroupId, windows: Mapping[WindowId, None]) -> float:
        """Return the part that falls to these windows of a line, and of those still to join it."""
        whole_ms = self._lines.get(group_id)
        if whole_ms is None:
            whole_ms = self._lines[group_id] = self._whole_line(group_id)
        if not whole_ms:
            return 0
        serving = self._open_for(group_id)
        return whole_ms * len(serving.keys() & windows.keys()) / len(serving)

    def _whole_line(self, group_id: GroupId) -> float:
        hall = self._hall
        promised = len(hall.appointments.promised(hall.day.date, group_id))
        waiting = len(hall.line(group_id)) + hall.day.planned[group_id] + promised
        return waiting * hall.mean_service_ms(group_id) if waiting else 0

    def _own_of(self, window_id: WindowId) -> float:
        """Return the work that no other window does."""
        if window_id not in self._own:
            self._own[window_id] = _own_ms(self._hall, window_id)
        return self._own[window_id]

    def _open_for(self, group_id: GroupId) -> Mapping[WindowId, None]:
        if group_id not in self._open:
            self._open[group_id] = dict.fromkeys(_open_windows(self._hall, group_id))
        return self._open[group_id]


def _own_ms(hall: Hall, window_id: WindowId) -> float:
    """Return how long the service under way, and those who wait for a window alone, will take."""
    kept = sum(hall.mean_service_ms(ticket.group_id) for ticket in kept_for(hall, window_id))
    return _under_way_ms(hall, window_id) + kept


def _under_way_ms(hall: Hall, window_id: WindowId) -> float:
    ticket_id = hall.window(window_id).ticket_id
    if ticket_id is None:
        return 0
    return hall.mean_service_ms(hall.day.tickets[ticket_id].group_id) * _UNDER_WAY


def _open_windows(hall: Hall, group_id: GroupId) -> Iterator[WindowId]:
    windows = hall.day.windows
    for window_id in hall.windows_serving.get(group_id, ()):
        if window_id in windows and windows[window_id].status is WindowStatus.OPEN:
            yield window_id
