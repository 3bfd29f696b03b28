"""Places are booked, moved and given up."""

from datetime import date

import pytest

from contract.codes import LETTERS, AppointmentCode
from contract.hall.slots import slots
from contract.ids import OFFICE_DEVICE, WEB_DEVICE, AppointmentId, CommandId, GroupId, ItemId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.appointments.booking import free_places
from coordinator.domain.days import begin_day, fit_to_file
from coordinator.domain.decide import decide
from coordinator.domain.evolve import fold
from coordinator.domain.hall import Hall
from tests.helpers.appointments import CHEN, LIU, Counter, booking_hall
from tests.helpers.scene import CASHIER, GENERAL, K1, NEVER_EXPIRES, P1, at, group, hall_file

TUESDAY = "2026-11-24"
TEN = at("10:00")


def free(counter: Counter, clock: str = "10:00", day: str = "2026-11-23") -> int:
    [slot] = [
        slot
        for slot in slots(counter.hall.file, GENERAL, date.fromisoformat(day))
        if slot.begins_ms == at(clock, day)
    ]
    return free_places(counter.hall, GENERAL, day, slot)


def test_a_booking_takes_a_place_until_all_are_taken() -> None:
    counter = Counter()
    assert free(counter) == 2

    first = counter.book(TEN, item_id=ItemId("permit"))
    counter.book(TEN)

    assert (first.day, first.slot_at_ms, first.slot_ends_ms) == ("2026-11-23", TEN, at("10:30"))
    assert first.item_id == "permit"
    assert free(counter) == 0
    with pytest.raises(errors.SlotFull):
        counter.book(TEN)


def test_the_office_and_the_web_book_and_nobody_else() -> None:
    counter = Counter()
    for sender in (WEB_DEVICE, OFFICE_DEVICE):
        counter.carry_out(
            counter.make(do.BookAppointment, sender, group_id=GENERAL, slot_at_ms=TEN)
        )
    for sender in (K1, P1):
        with pytest.raises(errors.UnknownDevice):
            counter.carry_out(
                counter.make(do.BookAppointment, sender, group_id=GENERAL, slot_at_ms=TEN)
            )


@pytest.mark.parametrize(
    ("slot", "refusal"),
    [
        (at("10:10"), errors.UnknownSlot),
        (at("12:30"), errors.UnknownSlot),  # the break
        (at("08:30"), errors.SlotOver),
        (at("09:00"), errors.SlotOver),  # it begins just now
        (at("10:00", "2026-12-14"), errors.SlotTooFar),
        (at("10:00", "2026-12-06"), errors.UnknownSlot),  # a Sunday
    ],
)
def test_only_slots_that_come_can_be_booked(slot: int, refusal: type[errors.Refused]) -> None:
    with pytest.raises(refusal):
        Counter().book(slot)  # type: ignore[arg-type]


def test_groups_and_items_must_be_known_and_take_appointments() -> None:
    counter = Counter()
    for fields, refusal in (
        ({"group_id": GroupId("nobody")}, errors.UnknownGroup),
        ({"group_id": CASHIER}, errors.NoAppointments),
        ({"group_id": GENERAL, "item_id": ItemId("fee")}, errors.UnknownItem),
    ):
        command = counter.make(do.BookAppointment, OFFICE_DEVICE, slot_at_ms=TEN, **fields)
        with pytest.raises(refusal):
            counter.carry_out(command)


def test_a_code_of_the_sender_is_kept_in_its_plain_form_and_given_once() -> None:
    counter = Counter()

    assert counter.book(TEN, code=AppointmentCode("oslo42")).code == "0S1042"
    with pytest.raises(errors.CodeTaken):
        counter.book(at("10:30"), code=AppointmentCode("0S1O42"))


def test_a_booking_that_comes_again_is_known_by_its_code_even_if_the_slot_is_full_of_it() -> None:
    counter = Counter(booking_hall(general={"appointments": {"places": 1}}))
    counter.book(TEN, code=AppointmentCode("ABC234"), person_hash=LIU)
    with pytest.raises(errors.CodeTaken):
        counter.book(TEN, code=AppointmentCode("ABC234"), person_hash=LIU)


def test_codes_of_our_own_are_short_legible_and_differ() -> None:
    counter = Counter(booking_hall(general={"appointments": {"places": 900}}))

    codes = [counter.book(TEN).code for _ in range(900)]

    assert len(set(codes)) == 900
    assert all(len(code) == 6 and set(code) <= set(LETTERS) for code in codes)


def test_a_code_that_is_taken_already_is_made_anew() -> None:
    command = do.BookAppointment(
        command_id=CommandId("x"),
        device_id=WEB_DEVICE,
        expires_at_ms=NEVER_EXPIRES,
        group_id=GENERAL,
        slot_at_ms=TEN,
    )
    counter = Counter()
    [first] = counter.carry_out(command)
    [second] = counter.carry_out(command)
    assert first.code != second.code  # type: ignore[union-attr]


def test_a_person_books_a_group_once_a_day() -> None:
    counter = Counter()
    counter.book(TEN, person_hash=LIU)
    counter.book(TEN, person_hash=CHEN)

    with pytest.raises(errors.AlreadyBooked) as refusal:
        counter.book(at("11:00"), person_hash=LIU)

    assert refusal.value.facts == {"group": "general", "slot": "10:00"}


def move(counter: Counter, appointment_id: str, slot: int, **fields: object) -> None:
    counter.carry_out(
        counter.make(
            do.MoveAppointment,
            OFFICE_DEVICE,
            appointment_id=AppointmentId(appointment_id),
            slot_at_ms=slot,
            **fields,
        )
    )


def test_moving_frees_one_place_and_takes_another() -> None:
    counter = Counter()
    booked = counter.book(TEN, person_hash=LIU)

    move(counter, booked.id, at("11:00"))

    moved = counter.find(booked.id)
    assert (moved.slot_at_ms, moved.slot_ends_ms) == (at("11:00"), at("11:30"))
    assert (moved.code, moved.person) == (booked.code, LIU)
    assert (free(counter), free(counter, "11:00")) == (2, 1)


def test_on_another_day_the_card_is_known_by_that_day_s_hash() -> None:
    counter = Counter(booking_hall(hours={"tuesday": ["08:30-12:00"]}))
    booked = counter.book(TEN, person_hash=LIU)

    move(counter, booked.id, at("10:00", TUESDAY))
    assert counter.find(booked.id).person == ""

    move(counter, booked.id, at("10:30", TUESDAY), person_hash=CHEN)
    assert counter.find(booked.id).person == CHEN
    assert free(counter, "10:30", TUESDAY) == 1


def test_moving_to_where_it_is_changes_nothing_and_to_a_full_slot_is_refused() -> None:
    counter = Counter()
    booked = counter.book(at("11:00"))
    move(counter, booked.id, at("11:00"))
    counter.book(TEN)
    counter.book(TEN)

    with pytest.raises(errors.SlotFull):
        move(counter, booked.id, TEN)


def test_giving_up_frees_the_place_and_the_code() -> None:
    counter = Counter()
    booked = counter.book(TEN, code=AppointmentCode("ABC234"))
    command = counter.make(do.CancelAppointment, WEB_DEVICE, appointment_id=booked.id, reason="ill")

    counter.carry_out(command)

    assert free(counter) == 2
    with pytest.raises(errors.UnknownAppointment):
        counter.carry_out(command)
    assert counter.book(TEN, code=AppointmentCode("ABC234")).id != booked.id


def test_who_has_come_or_has_not_cannot_be_moved_any_more() -> None:
    counter = Counter()
    came, missed = counter.book(TEN), counter.book(at("09:30"))
    counter.clock("10:00")
    counter.check_in(came.code)
    counter.clock("11:00")

    for appointment_id in (came.id, missed.id):
        with pytest.raises(errors.AppointmentOver):
            move(counter, appointment_id, at("11:30"))


def test_appointments_outlive_the_day_and_end_with_their_own() -> None:
    counter = Counter(booking_hall(hours={"tuesday": ["08:30-12:00"]}))
    today = counter.book(TEN)
    tomorrow = counter.book(at("10:00", TUESDAY), person_hash=LIU)

    began = begin_day(counter.hall, at("04:00", TUESDAY))

    anew = fold(Hall(counter.hall.file), began[-1:])  # as a coordinator that starts then
    assert [each.id for each in anew.appointments] == [tomorrow.id]
    assert anew.appointments.find(tomorrow.id) == tomorrow
    assert anew.appointments.find(today.id) is None


def test_when_a_group_leaves_the_hall_file_its_appointments_are_cancelled_and_told() -> None:
    counter = Counter()
    booked = counter.book(TEN)
    counter.hall.file = hall_file(
        group=[group("cashier", series="b", mean_service_s=60)],
        item=[],
        window=[{"id": "w1", "number": 1, "zone": "lobby", "serves": ["cashier"]}],
        caller=[],
    )

    [gone] = fit_to_file(counter.hall, counter.now_ms)

    assert (gone.appointment_id, gone.reason) == (booked.id, "group_removed")  # type: ignore[union-attr]


def test_what_is_booked_is_honoured_when_the_group_takes_no_more() -> None:
    counter = Counter()
    booked = counter.book(TEN)
    counter.hall.file = hall_file()

    assert fit_to_file(counter.hall, counter.now_ms) == ()
    counter.clock("10:00")
    assert counter.check_in(booked.code)[0].appointed_at_ms == TEN


def test_a_refused_booking_changes_nothing() -> None:
    counter = Counter()
    counter.book(TEN)
    before = list(counter.hall.appointments)
    command = counter.make(do.BookAppointment, P1, group_id=GENERAL, slot_at_ms=TEN)
    with pytest.raises(errors.Refused):
        decide(counter.hall, command, now_ms=counter.now_ms)
    assert list(counter.hall.appointments) == before
