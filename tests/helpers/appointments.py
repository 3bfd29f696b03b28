"""A small hall that takes appointments, and what offices and citizens do about them."""

from typing import Any

from contract.codes import AppointmentCode
from contract.hall import HallFile
from contract.ids import NOBODY, OFFICE_DEVICE, EpochMs, PersonHash, PriorityId
from coordinator.domain import commands as do
from coordinator.domain.appointments.arriving import missed
from coordinator.domain.appointments.book import Appointment
from coordinator.domain.events import AppointmentArrived, AppointmentBooked, TicketIssued
from coordinator.domain.ticket import Ticket
from tests.helpers.scene import GENERAL, K1, Scene, at, group, hall_file

LIU, CHEN = PersonHash("a" * 64), PersonHash("b" * 64)


def booking_hall(
    rules: dict[str, Any] | None = None, general: dict[str, Any] | None = None, **changes: Any
) -> HallFile:
    """Return the small hall: the general group has two places in each half hour."""
    own = {"series": "a", "mean_service_s": 300, "appointments": {"places": 2}}
    return hall_file(
        group=[
            group("general", **own | (general or {})),
            group("cashier", series="b", mean_service_s=60),
        ],
        appointments=rules or {},
        **changes,
    )


class Counter(Scene):
    """A scene with an office that books, and citizens who check in."""

    def __init__(self, file: HallFile | None = None) -> None:
        super().__init__(file or booking_hall())

    def book(self, slot: EpochMs, **fields: Any) -> Appointment:
        """Have the office book a place."""
        command = self.make(
            do.BookAppointment, OFFICE_DEVICE, group_id=GENERAL, slot_at_ms=slot, **fields
        )
        [booked] = self.carry_out(command)
        assert isinstance(booked, AppointmentBooked)
        return self.find(booked.appointment_id)

    def find(self, appointment_id: str) -> Appointment:
        """Return an appointment that must be there."""
        found = next(each for each in self.hall.appointments if each.id == appointment_id)
        assert found is self.hall.appointments.find(found.id)
        return found

    def check_in(
        self,
        code: str = "",
        *,
        person: PersonHash = NOBODY,
        priority_id: PriorityId | None = None,
        printed: bool = True,
    ) -> tuple[Ticket, AppointmentArrived]:
        """Have a citizen check in at a kiosk."""
        issued, arrived = self.carry_out(
            self.make(
                do.CheckIn,
                K1,
                code=AppointmentCode(code),
                person_hash=person,
                priority_id=priority_id,
            )
        )
        assert isinstance(issued, TicketIssued)
        assert isinstance(arrived, AppointmentArrived)
        if printed:
            self.report_paper(issued.ticket_id)
        return self.hall.day.tickets[issued.ticket_id], arrived

    def clock(self, time: str, day: str = "2026-11-23") -> None:
        """Let it be a time of the day, and let nobody come who has not."""
        self.now_ms = at(time, day)
        self.let_miss()

    def let_miss(self) -> None:
        """Count whoever has not come in time."""
        self.apply(tuple(missed(self.hall, self.now_ms)))
