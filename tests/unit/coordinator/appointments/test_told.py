"""What is said of appointments: free slots, answers, a visitor for the panel, and no names."""

from typing import Any

import msgspec
from structlog.testing import capture_logs

from contract.codes import AppointmentCode
from contract.ids import OFFICE_DEVICE, CommandId
from contract.messages.answers import AnyAnswer, Done
from contract.messages.base import encode
from contract.messages.state import PanelState, SlotsState
from coordinator.domain import commands as do
from coordinator.service.ports import Request
from tests.helpers.appointments import LIU, booking_hall
from tests.helpers.coordinator import CARD, SEEN, Desk, issue, panel, paper
from tests.helpers.scene import GENERAL, K1, LI, NEVER_EXPIRES, at

TEN = at("10:00")
CODE = AppointmentCode("ABC234")


def book(name: str, **fields: Any) -> Request:
    command = do.BookAppointment(
        command_id=CommandId(name),
        device_id=OFFICE_DEVICE,
        expires_at_ms=NEVER_EXPIRES,
        group_id=GENERAL,
        slot_at_ms=TEN,
        **fields,
    )
    return Request(command, visitor=CARD)


def check_in(name: str = "in", **fields: Any) -> Request:
    command = do.CheckIn(
        command_id=CommandId(name), device_id=K1, expires_at_ms=NEVER_EXPIRES, **fields
    )
    return Request(command)


def done(answer: AnyAnswer) -> Done:
    assert isinstance(answer, Done)
    return answer


def free(desk: Desk) -> dict[int, int]:
    state = desk.publisher.state("slots/general", SlotsState)
    return {slot.at_ms: slot.free for slot in state.slots}


def test_free_places_are_retained_and_follow_each_booking_and_the_clock() -> None:
    desk = Desk(booking_hall()).started()
    assert (free(desk)[TEN], free(desk)[at("10:30")]) == (2, 2)
    assert "hallcall/v1/small/state/slots/cashier" not in desk.publisher.retained

    desk.ask(book("b1"))
    assert free(desk)[TEN] == 1

    desk.clock.move(3600)
    desk.loop.tick()
    assert TEN not in free(desk)


def test_a_place_is_said_to_be_taken_whose_commit_seemed_to_fail() -> None:
    desk = Desk(booking_hall()).started()
    desk.store.fails_after_commit = True
    with capture_logs():
        desk.ask(book("b1"))
        desk.store.fails_after_commit = False
        desk.ask(issue())

    assert free(desk)[TEN] == 1


def test_slots_are_said_for_so_many_days_and_no_more_than_a_message_holds() -> None:
    soon = Desk(booking_hall({"days_ahead": 0})).started()
    assert max(free(soon)) < at("04:00", "2026-11-24")

    far = Desk(booking_hall({"days_ahead": 60, "slot_min": 5})).started()
    assert len(free(far)) == 1000


def test_answers_carry_the_appointment_and_then_the_ticket() -> None:
    desk = Desk(booking_hall()).started()
    [booked] = desk.ask(book("b1", code=CODE))
    desk.clock.move(3600)

    [arrived] = desk.ask(check_in(code=CODE))

    assert done(booked).ticket is None
    slip, ticket = done(arrived).appointment, done(arrived).ticket
    first = done(booked).appointment
    assert first is not None
    assert slip == msgspec.structs.replace(first, arrival="in_time")
    assert ticket is not None
    assert (ticket.number, ticket.appointed_at_ms) == ("A001", TEN)


def test_a_repeated_booking_and_check_in_get_their_first_answer() -> None:
    desk = Desk(booking_hall()).started()
    first, again = desk.ask(book("b1"), book("b1"))
    assert done(first).appointment == done(again).appointment
    assert free(desk)[TEN] == 1


def test_who_was_named_in_the_booking_is_seen_by_the_panel_that_calls() -> None:
    desk = Desk(booking_hall()).started()
    desk.ask(book("b1", code=CODE), panel(do.SignIn, clerk_id=LI))
    desk.clock.move(3600)
    desk.ask(check_in(code=CODE), *paper("A001"), panel(do.CallNext))

    ticket = desk.publisher.state("panel/w1", PanelState).ticket

    assert ticket is not None
    assert (ticket.visitor, ticket.appointed_at_ms) == (SEEN, TEN)


def test_the_loop_counts_whoever_does_not_come() -> None:
    desk = Desk(booking_hall()).started()
    desk.ask(book("b1"))
    desk.clock.move(3600 + 45 * 60)
    desk.loop.tick()
    desk.loop.tick()

    kinds = [type(record.event).__name__ for record in desk.store.records]
    assert kinds.count("AppointmentMissed") == 1


def test_a_restart_knows_what_was_booked_and_who_comes() -> None:
    desk = Desk(booking_hall()).started()
    desk.ask(book("b1", code=CODE))
    anew = Desk(booking_hall(), store=desk.store).started()
    anew.clock.move(3600)

    assert free(anew)[at("10:30")] == 2
    assert done(anew.ask(check_in(code=CODE))[0]).ticket is not None
    assert anew.store.people[-1].card == CARD


def test_no_listener_hears_a_code_or_whose_it_is() -> None:
    desk = Desk(booking_hall()).started()
    desk.ask(book("b1", code=CODE, person_hash=LIU))
    desk.clock.move(3600)
    desk.ask(check_in(person_hash=LIU), issue())

    told = [encode(message) for _, message, _ in desk.publisher.news]
    assert told
    for payload in (*told, *desk.publisher.retained.values()):
        assert CODE.encode() not in payload
        assert LIU.encode() not in payload
        assert CARD.document_tail.encode() not in payload or b'"visitor"' in payload
