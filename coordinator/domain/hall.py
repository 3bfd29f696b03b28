"""The state of a hall: what the events of the day amount to. Only `evolve` changes it."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Final, Literal, Self

from contract.hall import HallFile
from contract.hall import Window as FileWindow
from contract.ids import (
    AlarmId,
    ClerkId,
    DeviceId,
    EpochMs,
    GroupId,
    PersonHash,
    SeriesId,
    ServiceId,
    TicketId,
    TicketNumber,
    TicketToken,
    WindowId,
    ZoneId,
)
from contract.text import Text
from coordinator.domain.alarms.alarm import Alarm
from coordinator.domain.appointments.book import Book
from coordinator.domain.estimate.experience import Experience
from coordinator.domain.events import CallMade, Case
from coordinator.domain.line import Line, candidate
from coordinator.domain.policy import CallOrder, Moment, order_of
from coordinator.domain.schedule import is_open
from coordinator.domain.ticket import FINAL, NEVER, State, Ticket

RECENT_CALLS_MAX: Final = 12
"""Calls a zone remembers, for its boards; a ticket has one place among them."""
LEVELS: Final = 5
"""A rating is one of them, the worst is 1."""


class WindowStatus(Enum):
    CLOSED = "closed"
    OPEN = "open"
    PAUSED = "paused"


@dataclass(slots=True, kw_only=True)
class Invitation:
    """A finished service that may be rated at its window until `until_ms`."""

    ticket_id: TicketId
    service_id: ServiceId
    number: TicketNumber
    group_id: GroupId
    clerk_id: ClerkId | None
    until_ms: EpochMs
    rated: bool = False
    lapsed: bool = False
    """The journal knows that it has ended unrated."""


@dataclass(slots=True, kw_only=True)
class Window:
    """One window of the day."""

    id: WindowId
    status: WindowStatus = WindowStatus.CLOSED
    clerk_id: ClerkId | None = None
    pause_reason: str = ""
    ticket_id: TicketId | None = None
    """The ticket called or served here."""
    invitation: Invitation | None = None
    last_finished: TicketId | None = None
    """The ticket of the last finish here that was not undone."""
    finished_today: int = 0
    priority_run: int = 0
    """Calls of any priority class since the last call of none."""
    appointment_run: int = 0
    """Calls of appointments whose time had come, since the last call of a walk-in."""
    since_ms: EpochMs = NEVER
    """When its status or its ticket's stage last changed."""

    def moment(self, now_ms: EpochMs) -> Moment:
        """Return what counts here beside who waits."""
        return Moment(now_ms, self.priority_run, self.appointment_run)

    def note_turn(self, ticket: Ticket, now_ms: EpochMs) -> None:
        """Count a call in its turn."""
        after = self.moment(now_ms).after(candidate(ticket))
        self.priority_run, self.appointment_run = after.priority_run, after.appointment_run

    def invites_at(self, now_ms: EpochMs) -> Invitation | None:
        """Return the invitation that stands now, if any."""
        invitation = self.invitation
        if invitation is None or invitation.rated or now_ms > invitation.until_ms:
            return None
        return invitation


@lru_cache(maxsize=4096)
def _untouched(window_id: WindowId) -> Window:
    """Return a window at which nothing has happened yet. Nobody changes it."""
    return Window(id=window_id)


@dataclass(slots=True)
class ClerkFigures:
    """One clerk's day, at whatever windows."""

    finished: int = 0
    serving_ms: int = 0
    """Of all that were finished, together."""
    no_shows: int = 0
    sent_on: int = 0
    rated: list[int] = field(default_factory=lambda: [0] * LEVELS)
    """How often each level was given, the worst first."""


@dataclass(frozen=True, slots=True)
class Closure:
    """A group that gives no more tickets today, though the hour is right."""

    reason: Literal["suspended", "capacity"]
    note: Text | None


@dataclass(slots=True)
class Day:
    """All that ends with the business day."""

    date: str = ""
    """Empty before the first day of all."""
    tickets: dict[TicketId, Ticket] = field(default_factory=dict)
    lines: dict[GroupId, Line] = field(default_factory=dict)
    lines_at: dict[WindowId, Line] = field(default_factory=dict)
    lines_for: dict[ClerkId, Line] = field(default_factory=dict)
    """Who waits for one window, or one clerk, alone; in no line of a group meanwhile."""
    awaiting_paper: dict[TicketId, EpochMs] = field(default_factory=dict)
    """Issued, but not yet to be called, since when; the oldest first."""
    not_before: dict[TicketId, EpochMs] = field(default_factory=dict)
    """Who waits, but is not to be called before a set time."""
    held: dict[TicketId, None] = field(default_factory=dict)
    """An ordered set: who was held first comes first."""
    windows: dict[WindowId, Window] = field(default_factory=dict)
    window_of_clerk: dict[ClerkId, WindowId] = field(default_factory=dict)
    clerk_left_ms: dict[ClerkId, EpochMs] = field(default_factory=dict)
    """When each clerk's last shift ended."""
    series_last: dict[SeriesId, int] = field(default_factory=dict)
    numbers_in_use: set[TicketNumber] = field(default_factory=set)
    taken: Counter[GroupId] = field(default_factory=Counter)
    """Tickets given today, without those that were given up; of several groups, in each."""
    planned: Counter[GroupId] = field(default_factory=Counter)
    """Services still to come in the visits of those who are in the hall."""
    by_token: dict[TicketToken, TicketId] = field(default_factory=dict)
    tickets_of: dict[PersonHash, list[TicketId]] = field(default_factory=dict)
    closures: dict[GroupId, Closure] = field(default_factory=dict)
    kept_open: set[GroupId] = field(default_factory=set)
    """Groups that a supervisor has opened: their line does not close them any more."""
    numbers_given: Counter[TicketNumber] = field(default_factory=Counter)
    panics: dict[WindowId, EpochMs] = field(default_factory=dict)
    """Where help is needed, since when, and nobody has said that it is coming."""
    rings: dict[DeviceId, EpochMs] = field(default_factory=dict)
    """Kiosks that ring for a person, since when."""
    calls_of_group: Counter[GroupId] = field(default_factory=Counter)
    """How many tickets of each group were called, recalls not counted."""
    calls: dict[ZoneId, deque[CallMade]] = field(default_factory=dict)
    """The last calls of each zone, newest first."""
    services: dict[WindowId, Mapping[GroupId, int]] = field(default_factory=dict)
    """What a supervisor has had windows serve today, instead of what the hall file says."""
    alarms: dict[AlarmId, Alarm] = field(default_factory=dict)
    """Those that stand, the oldest first."""
    alarms_raised: int = 0
    given_alone: dict[DeviceId, dict[SeriesId, int]] = field(default_factory=dict)
    """The last position of each series that each kiosk has given alone, as far as is known."""
    unqueued: Counter[DeviceId] = field(default_factory=Counter)
    """Papers of each kiosk with which somebody may wait in vain."""
    untimed: Counter[DeviceId] = field(default_factory=Counter)
    """Papers of each kiosk whose time of issue nobody knows."""
    figures: dict[ClerkId, ClerkFigures] = field(default_factory=dict)
    bookings: int = 0
    """Appointments booked today, for whatever day."""

    def line_of(self, ticket: Ticket) -> Line:
        """Return the line in which a ticket waits, or would."""
        if ticket.for_window_id is not None:
            return self.lines_at.setdefault(ticket.for_window_id, Line())
        if ticket.for_clerk_id is not None:
            return self.lines_for.setdefault(ticket.for_clerk_id, Line())
        return self.lines.setdefault(ticket.group_id, Line())

    def is_ready(self, ticket: Ticket) -> bool:
        """Tell whether a ticket that waits may be called: its paper is out, its time has come."""
        return ticket.id not in self.awaiting_paper and ticket.id not in self.not_before


@dataclass
class Hall:
    """A hall by its file and its events."""

    file: HallFile
    always_open: bool = False
    """Tickets are given at any hour; for demonstrations and tests."""
    tells_waits: bool = True
    """False where many days are simulated and nobody asks how long it will take."""
    day: Day = field(default_factory=Day)
    call_seqs: dict[ZoneId, int] = field(default_factory=dict)
    """The last call of each zone, over all days."""
    cases: dict[ServiceId, Case] = field(default_factory=dict)
    """Bad ratings that are not dealt with, over all days."""
    appointments: Book = field(default_factory=Book)
    """Of today, and of the days to come."""
    at_ms: EpochMs = NEVER
    """Time of the last event."""
    experience: Experience = field(default_factory=Experience)
    call_order: CallOrder = field(init=False, repr=False)
    services: Mapping[WindowId, Mapping[GroupId, int]] = field(init=False, repr=False)
    """What each window serves now: its groups in their order, and the weight of each."""
    windows_serving: Mapping[GroupId, tuple[WindowId, ...]] = field(init=False, repr=False)
    groups_at: Mapping[ZoneId, tuple[GroupId, ...]] = field(init=False, repr=False)
    """What the counters of each zone serve now."""

    def __post_init__(self) -> None:
        booked = any(group.takes_appointments for group in self.file.group)
        self.call_order = order_of(self.file.policy, appointments=booked)
        self.index_services()

    def index_services(self) -> None:
        """Work out who serves what; called when the day, or a window's services, have changed."""
        self.services = {window.id: self._services_of(window) for window in self.file.window}
        serving: dict[GroupId, list[WindowId]] = {}
        for window_id, groups in self.services.items():
            for group_id in groups:
                serving.setdefault(group_id, []).append(window_id)
        self.windows_serving = {group: tuple(ids) for group, ids in serving.items()}
        self.groups_at = {
            zone: tuple(dict.fromkeys(group for each in at for group in self.services[each.id]))
            for zone, at in self.file.counters_of.items()
        }

    def _services_of(self, window: FileWindow) -> Mapping[GroupId, int]:
        today = self.day.services.get(window.id, {})
        # What was set this morning may name groups that the hall file has lost since.
        known = {group: weight for group, weight in today.items() if group in self.file.groups}
        return known or window.services

    def empty(self) -> Self:
        """Return this hall before its first event."""
        return type(self)(self.file, always_open=self.always_open, tells_waits=self.tells_waits)

    def window(self, window_id: WindowId) -> Window:
        """Return a window as it is now; nothing has happened at it yet, perhaps."""
        return self.day.windows.get(window_id) or _untouched(window_id)

    def is_desk(self, window_id: WindowId) -> bool:
        """Tell whether it is a desk of the back office, where nobody is called or rated."""
        window = self.file.windows.get(window_id)
        return window is not None and window.kind == "desk"

    def line(self, group_id: GroupId) -> Line:
        """Return the line of a group, be it empty."""
        line = self.day.lines.get(group_id)
        return Line() if line is None else line

    def suits(self, window_id: WindowId, group_id: GroupId) -> bool:
        """Tell whether it is the kind of window for the group: desks do desk work, and no other."""
        window, group = self.file.windows.get(window_id), self.file.groups.get(group_id)
        if window is None or group is None:
            return False
        return (window.kind == "desk") == (group.step == "desk")

    def ahead_of_newcomer(
        self, group_id: GroupId, rank: int, appointed_at_ms: EpochMs | None = None
    ) -> int:
        """Return how many of a group wait before who comes now; no order but strict goes by rank.

        With turns it may be fewer or more: for whoever has a class, or an appointment.
        """
        line = self.line(group_id)
        if appointed_at_ms is not None:
            return line.appointed_before(appointed_at_ms)
        return line.ahead_of_newcomer(rank) if self._goes_by_rank else len(line)

    def ahead_of(self, ticket: Ticket) -> int:
        """Return how many wait in its line before a ticket that waits."""
        waits = ticket.state is State.WAITING
        line = self.day.line_of(ticket) if waits else self.line(ticket.group_id)
        return line.ahead_of(ticket) if self._goes_by_rank else line.older_than(ticket)

    @property
    def _goes_by_rank(self) -> bool:
        return self.file.policy.order == "strict"

    def accepts(self, now_ms: EpochMs, group_id: GroupId | None = None) -> bool:
        """Tell whether tickets, of a group or at all, are given at this hour."""
        return self.always_open or is_open(self.file, now_ms, group_id)

    def mean_service_ms(self, group_id: GroupId) -> float:
        """Return how long a service of this group takes on the average, as far as is known."""
        typed_ms = self.file.groups[group_id].mean_service_s * 1000
        return self.experience.stays.whole_mean_ms(group_id, typed_ms=typed_ms)

    def open_windows(self, group_id: GroupId) -> int:
        """Return how many windows call this group now."""
        serving = self.windows_serving.get(group_id, ())
        windows = self.day.windows
        return sum(
            window_id in windows and windows[window_id].status is WindowStatus.OPEN
            for window_id in serving
        )

    def recalls_left(self, ticket: Ticket) -> int:
        """Return how often the called ticket may still be recalled."""
        return max(0, self.file.policy.recalls_max - max(0, ticket.call_count - 1))

    def recall_from_ms(self, ticket: Ticket) -> EpochMs:
        """Return when the called ticket may be recalled."""
        called_at_ms = ticket.called_at_ms or NEVER
        return EpochMs(called_at_ms + self.file.desk.recall_pause_s * 1000)

    def open_tickets(self) -> list[Ticket]:
        """Return the tickets whose citizens are still in the hall, in order of issue."""
        return [ticket for ticket in self.day.tickets.values() if ticket.state not in FINAL]
