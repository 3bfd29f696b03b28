"""The appointments of a hall, today's and those of all days to come."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, Self, TypeAlias

import msgspec

from contract.codes import AppointmentCode
from contract.ids import AppointmentId, EpochMs, GroupId, ItemId, PersonHash, TicketId

Status: TypeAlias = Literal["booked", "arrived", "missed"]


class Appointment(msgspec.Struct, frozen=True, kw_only=True):
    """A booking. One that is given up is no more."""

    id: AppointmentId
    code: AppointmentCode
    group_id: GroupId
    item_id: ItemId | None
    day: str
    slot_at_ms: EpochMs
    slot_ends_ms: EpochMs
    person: PersonHash
    """Of its day; nobody's, if only the code checks in."""
    status: Status = "booked"
    ticket_id: TicketId | None = None
    """What its citizen got."""


@dataclass(slots=True)
class Book:
    """Finds appointments by id, by code, and by day and group. Only `evolve` changes it."""

    _by_id: dict[AppointmentId, Appointment] = field(default_factory=dict)
    _by_code: dict[AppointmentCode, AppointmentId] = field(default_factory=dict)
    _pages: dict[tuple[str, GroupId], dict[AppointmentId, Appointment]] = field(
        default_factory=dict
    )
    """Of a day and a group."""

    @classmethod
    def of(cls, appointments: Iterable[Appointment]) -> Self:
        """Return a book with these in it."""
        book = cls()
        for appointment in appointments:
            book.put(appointment)
        return book

    def put(self, appointment: Appointment) -> None:
        """Enter an appointment, or what has become of it."""
        self.remove(appointment.id)
        self._by_id[appointment.id] = appointment
        self._by_code[appointment.code] = appointment.id
        page = self._pages.setdefault((appointment.day, appointment.group_id), {})
        page[appointment.id] = appointment

    def remove(self, appointment_id: AppointmentId) -> None:
        """Strike an appointment out, if it is there."""
        found = self._by_id.pop(appointment_id, None)
        if found is not None:
            del self._by_code[found.code]
            del self._pages[found.day, found.group_id][found.id]

    def find(self, appointment_id: AppointmentId) -> Appointment | None:
        """Return the appointment of an id."""
        return self._by_id.get(appointment_id)

    def coded(self, code: AppointmentCode) -> Appointment | None:
        """Return the appointment of a code, as `plain` has it."""
        found = self._by_code.get(code)
        return None if found is None else self._by_id[found]

    def of_group(self, day: str, group_id: GroupId) -> Collection[Appointment]:
        """Return the appointments of a group on a day."""
        return self._pages.get((day, group_id), {}).values()

    def promised(self, day: str, group_id: GroupId) -> list[Appointment]:
        """Return those of them whose citizens are still to come."""
        return [each for each in self.of_group(day, group_id) if each.status == "booked"]

    def __iter__(self) -> Iterator[Appointment]:
        """Yield all of them, in the order in which they were booked or last changed."""
        return iter(self._by_id.values())
