"""Bookings: no slot has more than its places, what is given up is free, who checks in has one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

import msgspec

from contract.hall import HallFile, ServiceGroup
from journal import AnswerRow
from simulation.checkers.ledger import Ledger
from simulation.checkers.rows import Happening
from simulation.checkers.verdict import Accuse

PLACES: Final = "no slot has more bookings than places"
ONCE: Final = "a booking is made once, and is in one place"
FREE: Final = "what is given up can be booked again"
KEPT: Final = "who checks in gets the ticket promised"
PLAIN: Final = "free places are those that are free"
TOLD: Final = "what is told of a booking is in the journal"
MINUTE_MS: Final = 60_000


class Asked(Protocol):
    """What a command asks for."""

    @property
    def group_id(self) -> str | None: ...
    @property
    def slot_at_ms(self) -> int | None: ...


@dataclass(slots=True)
class Booking:
    """A place as the journal has it."""

    group_id: str
    code: str
    slot_at_ms: int
    slot_ends_ms: int
    status: str = "booked"
    ticket_id: str = ""
    """Of who has come."""


class _Told(msgspec.Struct, frozen=True):
    appointment_id: str
    code: str
    group_id: str
    slot_at_ms: int


class _Answer(msgspec.Struct, frozen=True):
    command_id: str
    result: str
    code: str = ""
    appointment: _Told | None = None


_ANSWERS: Final = msgspec.json.Decoder(_Answer)


class Bookings:
    """Looks at each row about an appointment, and at what an office is told."""

    def __init__(self, file: HallFile, ledger: Ledger, accuse: Accuse) -> None:
        self._file = file
        self._ledger = ledger
        self._accuse = accuse
        self._open: dict[str, Booking] = {}
        self._known: set[tuple[str, str, str, int]] = set()
        """Where each booking has ever been: id, code, group and slot."""
        self._taken: Counter[tuple[str, int]] = Counter()
        self._places: dict[str, int] = {each.id: self._places_of(each) for each in file.group}
        self._limited: dict[str, bool] = {each.id: each.capacity is not None for each in file.group}
        """Whose slots share what the group gives in a day."""
        self._touched: set[tuple[str, int]] = set()
        self.count = 0

    def _places_of(self, group: ServiceGroup) -> int:
        """Return how many may come in a slot: what the group says, or its share of windows."""
        own, rules = group.appointments, self._file.appointments
        if own is None:
            return 0
        if own.places is not None:
            return own.places
        percent = rules.share_percent if own.share_percent is None else own.share_percent
        windows = 0.0
        for window in self._file.window:
            windows += window.services.get(group.id, 0) / sum(window.services.values())
        seconds = windows * rules.slot_min * 60 * percent / 100
        return max(1, int(seconds / group.mean_service_s))

    def take(self, row: Happening) -> None:
        """Look at a row."""
        if row.kind == "appointment_booked":
            self._book(row)
        elif row.kind.startswith("appointment_"):
            found = self._open.get(row.appointment_id or "")
            if found is None:
                self._accuse(ONCE, f"{row.kind} of {row.appointment_id}, which is none")
            elif row.kind == "appointment_moved":
                self._move(row, found)
            elif row.kind == "appointment_cancelled":
                self._cancel(row, found)
            elif row.kind == "appointment_arrived":
                self._arrive(row, found)
            elif row.kind == "appointment_missed":
                self._miss(row, found)

    def _book(self, row: Happening) -> None:
        about, code = row.appointment_id or "", row.code or ""
        self.count += 1
        if about in self._open or code in {each.code for each in self._open.values()}:
            self._accuse(ONCE, f"{about} with the code {code} is booked already")
        booking = Booking(row.group_id or "", code, row.slot_at_ms or 0, row.slot_ends_ms or 0)
        self._open[about] = booking
        self._enter(about, booking)

    def _move(self, row: Happening, found: Booking) -> None:
        if found.status != "booked":
            self._accuse(ONCE, f"{row.appointment_id} is moved: {found.status}")
        self._leave(found)
        found.slot_at_ms, found.slot_ends_ms = row.slot_at_ms or 0, row.slot_ends_ms or 0
        self._enter(row.appointment_id or "", found)

    def _cancel(self, row: Happening, found: Booking) -> None:
        if found.status != "booked":
            self._accuse(ONCE, f"{row.appointment_id} is given up: {found.status}")
        self._leave(found)
        del self._open[row.appointment_id or ""]

    def _arrive(self, row: Happening, found: Booking) -> None:
        paper = self._ledger.papers.get(row.ticket_id or "")
        before = self._ledger.papers.get(found.ticket_id)
        if before is not None and before.place != "cancelled":
            self._accuse(ONCE, f"{row.appointment_id} has {before.number}, and {row.ticket_id}")
        in_time = self._in_time(row.at_ms, found)
        if paper is None:
            self._accuse(KEPT, f"{row.appointment_id} came, and has no ticket")
        elif paper.group_id != found.group_id:
            self._accuse(KEPT, f"{paper.number} is for {paper.group_id}, not {found.group_id}")
        elif in_time and paper.appointed_at_ms != found.slot_at_ms:
            self._accuse(
                KEPT, f"{paper.number} came in time, and is one for {paper.appointed_at_ms}"
            )
        if (row.arrival == "in_time") != in_time:
            self._accuse(KEPT, f"{row.appointment_id} is {row.arrival} at {row.at_ms}: {found}")
        found.status, found.ticket_id = "arrived", row.ticket_id or ""

    def _in_time(self, at_ms: int, found: Booking) -> bool:
        rules = self._file.appointments
        begins_ms = found.slot_at_ms - rules.early_min * MINUTE_MS
        return begins_ms <= at_ms < found.slot_ends_ms + rules.late_min * MINUTE_MS

    def _miss(self, row: Happening, found: Booking) -> None:
        over_ms = found.slot_ends_ms + self._file.appointments.late_min * MINUTE_MS
        if found.status != "booked" or row.at_ms < over_ms:
            self._accuse(KEPT, f"{row.appointment_id} is missed at {row.at_ms}: {found}")
        found.status = "missed"

    def _enter(self, about: str, booking: Booking) -> None:
        slot = booking.group_id, booking.slot_at_ms
        self._known.add((about, booking.code, *slot))
        self._touched.add(slot)
        self._taken[slot] += 1
        if self._taken[slot] > self._places.get(booking.group_id, 0):
            self._accuse(PLACES, f"{self._taken[slot]} come at {slot}: {self._places}")

    def _leave(self, booking: Booking) -> None:
        slot = booking.group_id, booking.slot_at_ms
        self._touched.add(slot)
        self._taken[slot] -= 1

    def committed(self, answers: Iterable[tuple[AnswerRow, Asked | None]]) -> None:
        """All rows of a commit are taken: see that who was refused a full slot was so rightly."""
        touched, self._touched = self._touched, set()
        for row, asked in answers:
            if asked is None or asked.slot_at_ms is None or '"slot_full"' not in row.answer:
                continue
            if asked.group_id is None:
                continue  # a move, which does not say of what
            slot = asked.group_id, asked.slot_at_ms
            if slot not in touched and self._taken[slot] < self._places.get(slot[0], 0):
                self._accuse(FREE, f"{slot} is full, it is said, with {self._taken[slot]}")

    def compare(self, booker: str, group_id: str, free: Iterable[tuple[int, int]]) -> None:
        """Compare how many may still book each slot, as somebody has heard, with the rows."""
        if self._limited[group_id]:
            return
        places = self._places.get(group_id, 0)
        for at_ms, count in free:
            left = max(0, places - self._taken[group_id, at_ms])
            if count != left:
                what = f"{booker} hears of {count} places of {group_id} at {at_ms}: {left}"
                self._accuse(PLAIN, what)

    def told(self, payload: bytes) -> None:
        """Somebody hears of a booking."""
        told = _ANSWERS.decode(payload).appointment
        if told is None:
            return
        if (told.appointment_id, told.code, told.group_id, told.slot_at_ms) not in self._known:
            self._accuse(TOLD, f"{told}")
