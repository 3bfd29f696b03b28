"""What holds of appointments whatever anybody asks."""

from collections import Counter as Tally
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from contract.hall.slots import slots
from contract.ids import NOBODY, OFFICE_DEVICE, AppointmentId, EpochMs, PersonHash
from coordinator.domain import commands as do
from coordinator.domain.days import begin_day
from coordinator.domain.errors import Refused
from coordinator.domain.events import AppointmentPlaced, DayBegan, TicketIssued
from coordinator.domain.evolve import fold
from coordinator.domain.hall import Hall
from coordinator.domain.ticket import FINAL, State
from tests.helpers.appointments import Counter, booking_hall
from tests.helpers.scene import GENERAL, K1, MINUTE_MS

PLACES = 2
WEEK = {day: ["08:30-11:00"] for day in ("monday", "tuesday", "wednesday")}
PERSONS = [NOBODY, NOBODY, PersonHash("a" * 64), PersonHash("b" * 64)]
RULES = st.sampled_from(["keep", "walk_in", "refuse"])
WISHES = st.lists(
    st.tuples(
        st.sampled_from(["book", "book", "book", "move", "cancel", "check_in", "check_in", "issue",
                         "give_up"]),
        st.integers(0, 11),
        st.sampled_from([0, 0, 1, 12, 25, 40, 900]),
    ),
    max_size=50,
)  # fmt: skip


def command_for(counter: Counter, kind: str, pick: int) -> do.Command:
    """Return a command that is often sensible and sometimes not."""
    known = list(counter.hall.appointments)
    found = known[pick % len(known)] if known else None
    name = found.id if found else AppointmentId("none")
    slot_at_ms = slot_of(counter, pick)
    tickets = counter.hall.open_tickets()
    match kind:
        case "book":
            return counter.make(do.BookAppointment, OFFICE_DEVICE, group_id=GENERAL,
                                slot_at_ms=slot_at_ms, person_hash=PERSONS[pick % 4])  # fmt: skip
        case "move":
            return counter.make(do.MoveAppointment, OFFICE_DEVICE, appointment_id=name,
                                slot_at_ms=slot_at_ms)  # fmt: skip
        case "cancel":
            return counter.make(do.CancelAppointment, OFFICE_DEVICE, appointment_id=name)
        case "check_in":
            code = found.code if found and pick % 3 else ""
            return counter.make(do.CheckIn, K1, code=code, person_hash=PERSONS[pick % 4])
        case "give_up":
            ticket_id = tickets[pick % len(tickets)].id if tickets else "none"
            return counter.make(do.CancelTicket, K1, ticket_id=ticket_id)
        case _:
            return counter.make(do.IssueTicket, K1, group_id=GENERAL)


def slot_of(counter: Counter, pick: int) -> EpochMs:
    today = date.fromisoformat(counter.hall.day.date)
    found = [
        slot
        for ahead in (0, 1)
        for slot in slots(counter.hall.file, GENERAL, date.fromordinal(today.toordinal() + ahead))
    ]
    return found[pick % len(found)].begins_ms if found else EpochMs(1)


def after(wishes: list[tuple[str, int, int]], early: str, late: str) -> Counter:
    """Return the hall when all was decided, a refusal changing nothing, and time went by."""
    rules = {"early": early, "late": late}
    counter = Counter(booking_hall(rules, hours=WEEK))
    counter.now_ms = EpochMs(counter.now_ms - 20 * MINUTE_MS)
    counter.hall.tells_waits = False
    for kind, pick, minutes in wishes:
        counter.now_ms = EpochMs(counter.now_ms + minutes * MINUTE_MS)
        counter.apply(begin_day(counter.hall, counter.now_ms))
        counter.let_miss()
        try:
            counter.carry_out(command_for(counter, kind, pick))
        except Refused:
            continue
    return counter


@settings(max_examples=150, deadline=None)
@given(WISHES, RULES, RULES)
def test_no_slot_has_more_guests_than_places_and_no_code_two_owners(
    wishes: list[tuple[str, int, int]], early: str, late: str
) -> None:
    booked = list(after(wishes, early, late).hall.appointments)

    guests = Tally(each.slot_at_ms for each in booked)
    assert all(count <= PLACES for count in guests.values())
    assert len({each.code for each in booked}) == len(booked)


@settings(max_examples=150, deadline=None)
@given(WISHES, RULES, RULES)
def test_each_appointment_brings_one_ticket_at_most_and_each_such_ticket_has_its_appointment(
    wishes: list[tuple[str, int, int]], early: str, late: str
) -> None:
    counter = after(wishes, early, late)

    arrived = {each.ticket_id: each for each in counter.hall.appointments if each.ticket_id}
    for each in arrived.values():
        assert (each.status, each.day) == ("arrived", counter.hall.day.date)
    for ticket in counter.hall.day.tickets.values():
        if ticket.appointed_at_ms is not None and ticket.state is not State.CANCELLED:
            assert arrived[ticket.id].slot_at_ms == ticket.appointed_at_ms
    owners = Tally(
        t.person for t in counter.hall.open_tickets() if t.person and t.state not in FINAL
    )
    assert all(count == 1 for count in owners.values())


@settings(max_examples=100, deadline=None)
@given(WISHES, RULES, RULES)
def test_a_coordinator_that_starts_anew_knows_the_same_appointments(
    wishes: list[tuple[str, int, int]], early: str, late: str
) -> None:
    counter = after(wishes, early, late)
    since = max(n for n, event in enumerate(counter.events) if isinstance(event, DayBegan))

    anew = fold(Hall(counter.hall.file), counter.events[since:])

    assert sorted(anew.appointments, key=lambda each: each.id) == sorted(
        counter.hall.appointments, key=lambda each: each.id
    )
    assert anew.day.bookings == counter.hall.day.bookings


@settings(max_examples=100, deadline=None)
@given(WISHES, RULES, RULES)
def test_whoever_is_kept_waiting_is_in_the_line_until_somebody_calls(
    wishes: list[tuple[str, int, int]], early: str, late: str
) -> None:
    counter = after(wishes, early, late)
    placed = {e.appointment_id for e in counter.events if isinstance(e, AppointmentPlaced)}
    issued = [event for event in counter.events if isinstance(event, TicketIssued)]

    assert len(placed) >= len(list(counter.hall.appointments))
    assert len(issued) >= len(counter.hall.line(GENERAL))
    assert set(counter.hall.line(GENERAL).ticket_ids()) == {
        ticket.id for ticket in counter.hall.open_tickets()
    }
