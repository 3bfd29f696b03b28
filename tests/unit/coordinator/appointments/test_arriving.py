"""Citizens come in time, early, late, or not at all."""

from datetime import date
from typing import Any

import pytest

from contract.codes import AppointmentCode
from contract.hall.slots import slots
from contract.ids import NOBODY, EpochMs, PersonHash
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.appointments.arriving import missed
from coordinator.domain.events import AppointmentMissed
from tests.helpers.appointments import CHEN, LIU, Counter, booking_hall
from tests.helpers.scene import GENERAL, K1, LI, MINUTE_MS, P1, SENIOR, W1, at

TEN = at("10:00")
KEEP = {"early": "keep", "late": "keep"}
WALK_IN = {"early": "walk_in", "late": "walk_in"}
REFUSE = {"early": "refuse", "late": "refuse"}


def booked(rules: dict[str, Any] | None = None, **fields: Any) -> tuple[Counter, str]:
    """Return a hall with one appointment at ten, and its code."""
    counter = Counter(booking_hall(rules))
    return counter, counter.book(TEN, **fields).code


@pytest.mark.parametrize("clock", ["09:30", "10:00", "10:44"])
@pytest.mark.parametrize("rules", [KEEP, WALK_IN, REFUSE])
def test_in_time_is_half_an_hour_before_the_slot_to_a_quarter_after_it(
    clock: str, rules: dict[str, str]
) -> None:
    counter, code = booked(rules)
    counter.clock(clock)

    ticket, arrived = counter.check_in(code)

    assert arrived.arrival == "in_time"
    assert ticket.appointed_at_ms == TEN
    assert counter.find(arrived.appointment_id).ticket_id == ticket.id


@pytest.mark.parametrize(("clock", "arrival"), [("09:29", "early"), ("10:45", "late")])
def test_outside_that_it_may_be_kept_or_become_a_walk_in(clock: str, arrival: str) -> None:
    for rules, appointed in ((KEEP, TEN), (WALK_IN, None)):
        counter, code = booked(rules)
        counter.clock(clock)

        ticket, arrived = counter.check_in(code)

        assert (arrived.arrival, ticket.appointed_at_ms) == (arrival, appointed)


def test_or_be_refused_with_the_times_that_count() -> None:
    counter, code = booked(REFUSE)
    counter.clock("09:29")
    with pytest.raises(errors.TooEarly) as early:
        counter.check_in(code)
    assert early.value.facts == {"slot": "10:00", "since": "09:30"}

    counter.clock("10:45")
    with pytest.raises(errors.TooLate) as late:
        counter.check_in(code)
    assert late.value.facts == {"slot": "10:00", "until": "10:45"}


def test_the_card_checks_in_when_the_booking_had_its_hash() -> None:
    counter, _ = booked(person_hash=LIU)
    counter.clock("10:00")

    ticket, _ = counter.check_in(person=LIU, priority_id=SENIOR)

    assert (ticket.person, ticket.priority_id, ticket.group_id) == (LIU, SENIOR, GENERAL)


@pytest.mark.parametrize(("code", "person"), [("ZZZZZZ", NOBODY), ("", CHEN), ("", NOBODY)])
def test_an_unknown_code_or_card_is_told_so(code: str, person: PersonHash) -> None:
    counter, _ = booked(person_hash=LIU)
    with pytest.raises(errors.UnknownAppointment):
        counter.check_in(code, person=person)


def test_a_code_is_found_as_it_is_typed() -> None:
    counter, _ = booked(code=AppointmentCode("OSLO42"))
    counter.clock("10:00")
    assert counter.check_in("0s1o42")[0].appointed_at_ms == TEN


def test_of_two_appointments_the_card_means_the_one_that_can_still_be_kept() -> None:
    counter = Counter()
    counter.book(at("09:30"), person_hash=LIU)
    counter.clock("10:30")  # missed; and then another was booked
    later = counter.book(at("11:00"), person_hash=LIU)

    _, arrived = counter.check_in(person=LIU)

    assert arrived.appointment_id == later.id


def test_nobody_checks_in_twice() -> None:
    counter, code = booked(person_hash=LIU)
    counter.clock("10:00")
    ticket, _ = counter.check_in(code)

    for again in ({"code": code}, {"person": LIU}):
        with pytest.raises(errors.AlreadyCheckedIn) as refusal:
            counter.check_in(**again)
        assert refusal.value.facts == {"number": ticket.number}


def test_if_no_paper_came_out_one_can_check_in_again() -> None:
    counter, code = booked()
    counter.clock("10:00")
    ticket, _ = counter.check_in(code, printed=False)
    counter.carry_out(counter.make(do.CancelTicket, K1, ticket_id=ticket.id))

    again, _ = counter.check_in(code)

    assert (again.number, again.appointed_at_ms) == ("A002", TEN)


def test_the_appointment_of_another_day_is_told_with_day_and_time() -> None:
    counter = Counter(booking_hall(hours={"tuesday": ["08:30-12:00"]}))
    code = counter.book(at("10:00", "2026-11-24")).code

    with pytest.raises(errors.AppointmentOtherDay) as refusal:
        counter.check_in(code)

    assert refusal.value.facts == {"day": "2026-11-24", "slot": "10:00"}


def test_only_kiosks_check_in() -> None:
    counter, code = booked()
    with pytest.raises(errors.UnknownDevice):
        counter.carry_out(counter.make(do.CheckIn, P1, code=code))


def test_one_ticket_a_person_and_group_holds_for_appointments_too() -> None:
    counter, code = booked(person_hash=LIU)
    counter.clock("09:45")
    walk_in = counter.make(
        do.IssueTicket, counter.hall.file.kiosk[0].id, group_id=GENERAL, person_hash=LIU
    )
    counter.carry_out(walk_in)

    with pytest.raises(errors.AlreadyQueueing):
        counter.check_in(code)


def last_slot(counter: Counter) -> EpochMs:
    """Return when the last slot of Monday begins."""
    return slots(counter.hall.file, GENERAL, date(2026, 11, 23))[-1].begins_ms


def test_an_appointment_has_its_place_when_the_tickets_of_the_day_are_given() -> None:
    counter = Counter(booking_hall(general={"capacity": 4, "appointments": {}}))
    code = counter.book(last_slot(counter)).code
    for _ in range(3):
        counter.issue()
    with pytest.raises(errors.GroupFull):
        counter.issue()  # the fourth is promised

    counter.now_ms = last_slot(counter)
    assert counter.check_in(code)[0].number == "A004"


def test_a_closed_group_gives_no_ticket_even_by_appointment_and_nobody_has_missed_it() -> None:
    counter = Counter(booking_hall(clerk=[{"id": "li", "name": {"zh": "李", "en": "Li"},
                                           "role": "supervisor"}]))  # fmt: skip
    code = counter.book(TEN).code
    counter.staffed(W1, LI)
    counter.at_window(do.CloseGroup, W1, group_id=GENERAL, note_zh="停电", note_en="No power")
    counter.clock("10:00")
    with pytest.raises(errors.GroupSuspended):
        counter.check_in(code)

    counter.clock("12:00")

    assert not any(isinstance(event, AppointmentMissed) for event in counter.events)


def test_in_its_time_an_appointment_checks_in_during_the_break_and_late_only_in_hours() -> None:
    counter = Counter(booking_hall(KEEP))
    after_break, last = counter.book(at("13:30")).code, counter.book(at("17:00")).code
    counter.clock("13:10")
    assert counter.check_in(after_break)[0].appointed_at_ms == at("13:30")

    counter.clock("17:45")
    with pytest.raises(errors.ClosedHours):
        counter.check_in(last)


def test_whoever_does_not_come_is_counted_once_when_the_time_is_over() -> None:
    counter, _ = booked()
    counter.clock("10:44")
    assert not any(isinstance(event, AppointmentMissed) for event in counter.events)

    counter.clock("10:45")
    counter.clock("10:50")

    [over] = [event for event in counter.events if isinstance(event, AppointmentMissed)]
    assert over.at_ms == at("10:45")
    assert counter.find(over.appointment_id).status == "missed"


def test_whoever_comes_after_all_is_no_longer_missed() -> None:
    counter, code = booked(WALK_IN)
    counter.clock("11:00")
    _, arrived = counter.check_in(code)
    assert counter.find(arrived.appointment_id).status == "arrived"


def test_a_missed_place_is_free_for_walk_ins_again() -> None:
    counter = Counter(booking_hall(general={"capacity": 2, "appointments": {}}))
    counter.hall.always_open = True
    slot_ms = last_slot(counter)
    counter.book(slot_ms)
    counter.issue()
    with pytest.raises(errors.GroupFull):
        counter.issue()

    counter.now_ms = EpochMs(slot_ms + 45 * MINUTE_MS)
    counter.apply(tuple(missed(counter.hall, counter.now_ms)))

    assert counter.issue().number == "A002"
