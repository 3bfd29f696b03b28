"""The types of the hall file. Units are in the names; a street hall can live with every default."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from contract.hall.admission import Admission
from contract.hall.alarms import Alarms
from contract.hall.appointments import Appointments, GroupAppointments
from contract.hall.board import Board
from contract.hall.bundles import Bundle
from contract.hall.calendar import Calendar
from contract.hall.desk import Desk
from contract.hall.devices import Alone, Bar, CallerPanel, Display, Kiosk
from contract.hall.entry import Entry, Id, whole
from contract.hall.hours import Hours
from contract.hall.look import Look
from contract.hall.notices import Notice
from contract.hall.openings import Openings
from contract.hall.policy import Policy
from contract.hall.privacy import Privacy
from contract.hall.ratings import Ratings
from contract.hall.tickets import Ticket
from contract.hall.visits import Note, Outcome, StepKind
from contract.hall.voice import Spoken, Voice
from contract.ids import (
    ClerkId,
    DepartmentId,
    DeviceId,
    EpochMs,
    GroupId,
    HallId,
    ItemId,
    NoteId,
    OutcomeId,
    PriorityId,
    SeriesId,
    TicketNumber,
    WindowId,
    ZoneId,
)
from contract.text import Text

Weight = Annotated[int, whole(1, 9)]


def _known_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(
            f'unknown time zone "{name}"; an IANA name is wanted, as "Asia/Shanghai"'
        ) from None
    return name


class Department(Entry):
    id: Annotated[DepartmentId, Id]
    name: Text


class Series(Entry):
    """A run of numbers under one letter: A001, A002, … and again from the first after the last."""

    id: Annotated[SeriesId, Id]
    letter: Annotated[str, Field(pattern=r"^[A-Z]{1,2}$")]
    first: Annotated[int, whole(0, 9999)] = 1
    last: Annotated[int, whole(1, 9999)] = 999
    digits: Annotated[int, whole(2, 4)] = 3

    def number_at(self, position: int) -> TicketNumber:
        """Return the number as it is printed and called."""
        return TicketNumber(f"{self.letter}{position:0{self.digits}d}")

    def position_of(self, number: TicketNumber) -> int | None:
        """Return where in the series a number is; None if it is none of its numbers."""
        digits = number.removeprefix(self.letter)
        if not (digits.isascii() and digits.isdigit() and len(digits) == self.digits):
            return None
        position = int(digits)
        known = self.first <= position <= self.last and self.number_at(position) == number
        return position if known else None


class ServiceGroup(Entry):
    """What a citizen takes a ticket for, or is sent to later: one line, whatever the item."""

    id: Annotated[GroupId, Id]
    name: Text
    department: DepartmentId
    step: StepKind = "window"
    series: SeriesId | None = None
    """Of its tickets; desks and cashiers give none."""
    mean_service_s: Annotated[int, whole(10, 4 * 3600)]
    """Typed estimate, used until the journal knows better."""
    hours: Hours | None = None
    """Its own hours of the week, inside the hall's."""
    capacity: Annotated[int, whole(1, 9999)] | None = None
    """Tickets a day; those given up before they were called do not count."""
    closed: Text | None = None
    """Why the group gives no tickets at all, in words for citizens; left out, it does."""
    appointments: GroupAppointments | None = None
    """Left out, the group takes none."""
    spoken: Spoken | None = None
    """How its tickets are called aloud; left out, as `[voice]` says."""

    @property
    def takes_appointments(self) -> bool:
        """Whether a place in its line can be booked."""
        return self.appointments is not None and self.gives_tickets

    @property
    def gives_tickets(self) -> bool:
        """Whether kiosks offer it; to a desk or a cashier a citizen only comes by another step."""
        return self.series is not None


class Item(Entry):
    """One of the services of a group, as the office lists them."""

    id: Annotated[ItemId, Id]
    name: Text
    group: GroupId
    papers: tuple[Text, ...] = ()
    """What the citizen must bring."""
    mean_service_s: Annotated[int, whole(10, 4 * 3600)] | None = None
    promise_s: Annotated[int, whole(60, 8 * 3600)] | None = None
    """How long its service may take, as the office has promised; longer is an alarm."""
    hot: bool = False
    """Asked for often: shown first at the kiosk."""


class Priority(Entry):
    """A class of citizens called before the others.

    Rank 1 is called first, then 2, and so on; whoever has no class comes after all of them.
    """

    id: Annotated[PriorityId, Id]
    name: Text
    rank: Annotated[int, whole(1, 9)] = 1
    from_age: Annotated[int, whole(1, 120)] | None = None
    """Given by the kiosk to whoever's ID card says this age or more."""


class Zone(Entry):
    """A part of the hall with its own boards and loudspeakers."""

    id: Annotated[ZoneId, Id]
    name: Text


class Window(Entry):
    id: Annotated[WindowId, Id]
    kind: Literal["window", "desk"] = "window"
    """A desk of the back office works on files: it calls nobody, and no screen shows it."""
    number: Annotated[int, whole(1, 999)]
    """As painted over the window, and as it is called."""
    zone: ZoneId
    serves: Annotated[tuple[GroupId, ...], Field(min_length=1)]
    weights: Mapping[GroupId, Weight] = {}
    """Groups the window prefers: a minute of wait for them counts as so many; 1 if not named."""
    auto_call_s: Annotated[int, whole(1, 600)] | None = None
    """Open and free for so long, the window calls by itself; left out, the clerk calls."""

    @cached_property
    def services(self) -> Mapping[GroupId, int]:
        """What it serves, in its order, each with its weight."""
        return {group: self.weights.get(group, 1) for group in self.serves}


class Clerk(Entry):
    id: Annotated[ClerkId, Id]
    name: Text
    role: Literal["clerk", "supervisor"] = "clerk"
    """A supervisor may also change what windows serve, and call out of turn."""
    pin: bool = False
    """Signs in with a PIN. Its hash is not here but with the coordinator: `hallcall pin` makes it,
    and every panel has a copy of this file."""
    unmasks: bool = False
    """May see the whole name and number of who is at the window; the journal has when and why.
    Wants `unmasking_key` in `[privacy]`."""


class Site(Entry):
    """The hall itself."""

    id: Annotated[HallId, Id]
    name: Text
    level: Literal["district", "street", "community"]
    time_zone: Annotated[str, AfterValidator(_known_time_zone)] = "Asia/Shanghai"
    day_begins: time = time(4, 0)
    """When the business day changes, in the hall's own time."""
    help_point: Text | None = None
    """Where somebody is found whom a kiosk cannot ring for, as "the enquiry desk at the door"."""
    ticket_footer: Text | None = None
    ticket_url: str = ""
    """What the ticket's QR code opens, with {ticket} for its id and {token} for what a
    phone follows it by; if empty, the id is the code."""


class HallFile(Entry):
    """A whole hall file. Names inside it are known to be good: `parse_hall` has checked them."""

    hall: Site
    look: Look = Look()
    hours: Hours = Hours()
    calendar: Calendar = Calendar()
    admission: Admission = Admission()
    privacy: Privacy = Privacy()
    appointments: Appointments = Appointments()
    policy: Policy = Policy()
    desk: Desk = Desk()
    ratings: Ratings = Ratings()
    alarms: Alarms = Alarms()
    voice: Voice = Voice()
    board: Board = Board()
    department: Annotated[tuple[Department, ...], Field(min_length=1)]
    series: Annotated[tuple[Series, ...], Field(min_length=1)]
    group: Annotated[tuple[ServiceGroup, ...], Field(min_length=1)]
    item: tuple[Item, ...] = ()
    priority: tuple[Priority, ...] = ()
    zone: Annotated[tuple[Zone, ...], Field(min_length=1)]
    window: Annotated[tuple[Window, ...], Field(min_length=1)]
    clerk: tuple[Clerk, ...] = ()
    outcome: tuple[Outcome, ...] = ()
    note: tuple[Note, ...] = ()
    ticket: tuple[Ticket, ...] = ()
    notice: tuple[Notice, ...] = ()
    bundle: tuple[Bundle, ...] = ()
    kiosk: tuple[Kiosk, ...] = ()
    caller: tuple[CallerPanel, ...] = ()
    display: tuple[Display, ...] = ()
    bar: tuple[Bar, ...] = ()

    @cached_property
    def groups(self) -> Mapping[GroupId, ServiceGroup]:
        return {group.id: group for group in self.group}

    @cached_property
    def items(self) -> Mapping[ItemId, Item]:
        return {item.id: item for item in self.item}

    @cached_property
    def windows(self) -> Mapping[WindowId, Window]:
        return {window.id: window for window in self.window}

    @cached_property
    def counters_of(self) -> Mapping[ZoneId, tuple[Window, ...]]:
        """The windows of each zone that call, desks left out."""
        return {
            zone.id: tuple(
                each for each in self.window if (each.zone, each.kind) == (zone.id, "window")
            )
            for zone in self.zone
        }

    @cached_property
    def windows_worth(self) -> Mapping[GroupId, float]:
        """How many windows' time each group gets, by the windows' weights."""
        worth: dict[GroupId, float] = {}
        for window in self.window:
            for group_id, weight in window.services.items():
                part = weight / sum(window.services.values())
                worth[group_id] = worth.get(group_id, 0) + part
        return worth

    @cached_property
    def blocks(self) -> Mapping[SeriesId, tuple[Alone, ...]]:
        """The numbers of each series that are kept for kiosks without the coordinator."""
        found: dict[SeriesId, list[Alone]] = {}
        for kiosk in self.kiosk:
            for series_id in self.series_of(kiosk):
                if kiosk.alone is not None:
                    found.setdefault(series_id, []).append(kiosk.alone)
        return {series_id: tuple(blocks) for series_id, blocks in found.items()}

    def series_of(self, kiosk: Kiosk) -> tuple[SeriesId, ...]:
        """Return the series whose numbers a kiosk gives."""
        offered = (group for group in self.group if not kiosk.groups or group.id in kiosk.groups)
        return tuple(dict.fromkeys(each.series for each in offered if each.series is not None))

    @cached_property
    def all_series(self) -> Mapping[SeriesId, Series]:
        return {series.id: series for series in self.series}

    @cached_property
    def clerks(self) -> Mapping[ClerkId, Clerk]:
        return {clerk.id: clerk for clerk in self.clerk}

    @cached_property
    def priorities(self) -> Mapping[PriorityId, Priority]:
        return {priority.id: priority for priority in self.priority}

    @cached_property
    def outcomes(self) -> Mapping[OutcomeId, Outcome]:
        return {outcome.id: outcome for outcome in self.outcome}

    @cached_property
    def notes(self) -> Mapping[NoteId, Note]:
        return {note.id: note for note in self.note}

    @cached_property
    def kiosks(self) -> Mapping[DeviceId, Kiosk]:
        return {kiosk.id: kiosk for kiosk in self.kiosk}

    @cached_property
    def callers(self) -> Mapping[DeviceId, CallerPanel]:
        return {caller.id: caller for caller in self.caller}

    @cached_property
    def displays(self) -> Mapping[DeviceId, Display]:
        return {display.id: display for display in self.display}

    @cached_property
    def bars(self) -> Mapping[DeviceId, Bar]:
        return {bar.id: bar for bar in self.bar}

    @cached_property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(self.hall.time_zone)

    def business_day(self, now_ms: EpochMs) -> date:
        """Return the business day: the hall's date, changing at `day_begins`."""
        # By the wall clock, not by subtracting hours: the night the clocks change is short or long.
        local = datetime.fromtimestamp(now_ms / 1000, self.time_zone)
        before_it_begins = local.time() < self.hall.day_begins
        return local.date() - timedelta(days=1) if before_it_begins else local.date()

    @cached_property
    def openings(self) -> Openings:
        own_hours = {group.id: group.hours for group in self.group}
        return Openings(self.hours, self.calendar, own_hours, self.time_zone)
