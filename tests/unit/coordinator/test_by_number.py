"""Rules of calling a number: out of turn, one line alone, and back after a no-show."""

from typing import Any

import pytest

from contract.hall import HallFile
from contract.ids import GroupId, TicketNumber
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.events import NoShowRecalled, TicketCalled
from coordinator.domain.ticket import State, Ticket
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    LI,
    SENIOR,
    W1,
    W2,
    W3,
    WANG,
    ZHAO,
    Scene,
    at,
    hall_file,
    text,
)


def with_desk(**desk: Any) -> HallFile:
    return hall_file(desk=desk)


def number(name: str) -> TicketNumber:
    return TicketNumber(name)


def test_the_next_of_one_group_is_called_whoever_waits_in_the_others() -> None:
    scene = Scene()
    scene.staffed()
    scene.issue(GENERAL, SENIOR)
    scene.issue(CASHIER)

    [called] = scene.at_window(do.CallNext, group_id=CASHIER)

    assert isinstance(called, TicketCalled)
    assert called.number == "B001"


def test_a_group_that_the_window_does_not_serve_is_not_called() -> None:
    scene = Scene()
    scene.staffed(W2, WANG)
    scene.issue(CASHIER)

    with pytest.raises(errors.GroupNotServed):
        scene.at_window(do.CallNext, W2, group_id=CASHIER)
    with pytest.raises(errors.NobodyWaits):
        scene.at_window(do.CallNext, W2, group_id=GENERAL)
    with pytest.raises(errors.GroupNotServed):
        scene.at_window(do.CallNext, W2, group_id=GroupId("fishing"))


def test_a_number_out_of_turn_is_the_supervisors_to_call() -> None:
    clerks = [
        {"id": "li", "name": text("li")},
        {"id": "wang", "name": text("wang"), "role": "supervisor"},
    ]
    scene = Scene(hall_file(clerk=clerks))
    scene.staffed(W1, LI)
    scene.staffed(W2, WANG)
    scene.issue()
    scene.issue()
    with pytest.raises(errors.ChoosingForbidden):
        scene.at_window(do.CallTicket, W1, number=number("A002"))

    [called] = scene.at_window(do.CallTicket, W2, number=number("A002"))

    assert isinstance(called, TicketCalled)
    assert (called.number, called.why) == ("A002", "chosen")


def test_a_hall_may_let_every_clerk_choose_among_those_who_wait_for_the_window() -> None:
    scene = Scene(with_desk(chosen_calls="everybody"))
    scene.staffed(W1, LI)
    scene.staffed(W3, ZHAO)
    scene.issue()
    with pytest.raises(errors.UnknownNumber):
        scene.at_window(do.CallTicket, number=number("A009"))
    with pytest.raises(errors.GroupNotServed):
        scene.at_window(do.CallTicket, W3, number=number("A001"))

    scene.at_window(do.CallTicket, number=number("A001"))

    with pytest.raises(errors.WrongState):
        scene.at_window(do.CallTicket, W3, number=number("A001"))


def missed(scene: Scene) -> Ticket:
    """Return a ticket whose citizen did not come to window 1."""
    scene.issue()
    ticket = scene.call()
    scene.step(do.MarkNoShow, ticket)
    return ticket


def test_a_citizen_who_missed_the_call_is_called_anew_at_any_window_of_the_group() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    scene.staffed(W2, WANG)
    ticket = missed(scene)
    scene.issue()
    other = scene.call(W1)

    [back] = scene.at_window(do.RecallNoShow, W2, number=ticket.number)

    assert isinstance(back, NoShowRecalled)
    assert (ticket.state, ticket.window_id, ticket.call_count) == (State.CALLED, W2, 1)
    assert ticket.number in scene.hall.day.numbers_in_use
    assert scene.hall.window(W1).ticket_id == other.id


def test_a_no_show_may_come_back_for_half_an_hour() -> None:
    scene = Scene()
    scene.staffed()
    ticket = missed(scene)
    scene.now_ms = at("09:30:00.001")

    with pytest.raises(errors.NoShowOver):
        scene.at_window(do.RecallNoShow, number=ticket.number)
    scene.now_ms = at("09:30")
    scene.at_window(do.RecallNoShow, number=ticket.number)

    assert ticket.state is State.CALLED


def test_a_no_show_may_come_back_until_so_many_numbers_were_called() -> None:
    scene = Scene(with_desk(no_show_back_s=0, no_show_back_numbers=3))
    scene.staffed()
    ticket = missed(scene)
    scene.now_ms = at("11:00")
    for _ in range(2):
        scene.issue()
        scene.serve(scene.call())

    scene.at_window(do.RecallNoShow, number=ticket.number)
    scene.step(do.MarkNoShow, ticket)
    scene.now_ms = at("11:01")
    for _ in range(3):
        scene.issue()
        scene.serve(scene.call())

    with pytest.raises(errors.NoShowOver):
        scene.at_window(do.RecallNoShow, number=ticket.number)


def test_only_a_no_show_comes_back() -> None:
    scene = Scene()
    scene.staffed()
    ticket = scene.issue()

    with pytest.raises(errors.WrongState):
        scene.at_window(do.RecallNoShow, number=ticket.number)


def test_a_hall_may_want_a_pause_between_two_calls_of_one_number() -> None:
    scene = Scene(with_desk(recall_pause_s=10))
    scene.staffed()
    scene.issue()
    ticket = scene.call()
    scene.now_ms = at("09:00:07.500")

    with pytest.raises(errors.RecallTooSoon) as refused:
        scene.step(do.Recall, ticket)
    scene.now_ms = at("09:00:10")
    scene.step(do.Recall, ticket)

    assert refused.value.facts == {"number": "A001", "seconds": "3"}
    assert ticket.call_count == 2
