"""What became of the appointments of a day, as the journal tells."""

from contract.ids import OFFICE_DEVICE
from coordinator.domain import commands as do
from coordinator.domain.days import begin_day
from hallcall.appointments.register import counted, register
from tests.helpers.appointments import Counter, booking_hall
from tests.helpers.scene import at

TUESDAY = "2026-11-24"


def test_each_appointment_is_listed_with_how_its_citizen_came() -> None:
    counter = Counter(booking_hall({"early": "walk_in"}, general={"appointments": {"places": 9}}))
    codes = [counter.book(at(slot)).code for slot in ("09:00", "10:00", "11:30", "09:30")[1:]]
    given_up = counter.book(at("11:00"))
    counter.carry_out(counter.make(do.CancelAppointment, OFFICE_DEVICE, appointment_id=given_up.id))
    counter.clock("10:00")
    counter.check_in(codes[0])
    counter.check_in(codes[1])
    counter.clock("11:00")
    counter.check_in(codes[2])
    counter.book(at("16:00"))
    counter.clock("12:30")

    entries = register(counter.events).values()

    assert [(entry.status, entry.number) for entry in entries] == [
        ("in_time", "A001"), ("early", "A002"), ("late", "A003"), ("cancelled", ""), ("booked", ""),
    ]  # fmt: skip
    assert counted(entries)["general"] == {  # type: ignore[index]
        "in_time": 1, "early": 1, "late": 1, "cancelled": 1, "booked": 1,
    }  # fmt: skip


def test_a_day_begins_with_what_was_booked_before_and_moves_are_followed() -> None:
    counter = Counter(booking_hall(hours={"tuesday": ["08:30-12:00"]}))
    booked = counter.book(at("10:00", TUESDAY))
    counter.now_ms = at("04:00", TUESDAY)
    before = len(counter.events)
    counter.apply(begin_day(counter.hall, counter.now_ms))
    counter.carry_out(
        counter.make(
            do.MoveAppointment,
            OFFICE_DEVICE,
            appointment_id=booked.id,
            slot_at_ms=at("11:00", TUESDAY),
        )
    )
    counter.clock("11:45", TUESDAY)

    [entry] = register(counter.events[before:]).values()

    assert (entry.day, entry.slot_at_ms, entry.status) == (TUESDAY, at("11:00", TUESDAY), "missed")
