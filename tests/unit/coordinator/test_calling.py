"""Rules of calling: who is next, recalls, held tickets."""

import pytest

from contract.ids import WindowId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.events import CallMade, TicketCalled
from coordinator.domain.ticket import State
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    K1,
    LI,
    MINUTE_MS,
    P2,
    SENIOR,
    VETERAN,
    W1,
    W2,
    W3,
    WANG,
    ZHAO,
    Scene,
    at,
)


def test_who_came_first_is_called_first_over_all_groups_of_the_window() -> None:
    scene = Scene()
    scene.staffed()
    for group in (CASHIER, GENERAL, CASHIER):
        scene.issue(group)
        scene.now_ms += 1000  # type: ignore[assignment]

    order = []
    for _ in range(3):
        ticket = scene.call()
        order.append(ticket.number)
        scene.serve(ticket)

    assert order == ["B001", "A001", "B002"]


def test_a_window_calls_only_the_groups_it_serves() -> None:
    scene = Scene()
    scene.staffed(W3)
    scene.issue(GENERAL)

    with pytest.raises(errors.NobodyWaits):
        scene.call(W3)


def test_the_priority_class_goes_first_by_rank_then_age() -> None:
    scene = Scene()
    scene.staffed()
    for priority in (None, VETERAN, SENIOR, SENIOR):
        scene.issue(priority_id=priority)

    order = []
    for _ in range(4):
        ticket = scene.call()
        order.append(ticket.number)
        scene.serve(ticket)

    assert order == ["A003", "A004", "A002", "A001"]


def test_an_overdue_ordinary_ticket_goes_before_priority_and_the_call_says_why() -> None:
    scene = Scene()
    scene.staffed()
    scene.issue()
    scene.now_ms = at("09:29")
    scene.issue(priority_id=SENIOR)
    scene.issue(priority_id=SENIOR)

    [first] = scene.at_window(do.CallNext)
    scene.serve(scene.ticket("2026-11-23.A002"))
    scene.now_ms = at("09:30")
    [second] = scene.at_window(do.CallNext)

    assert isinstance(first, TicketCalled)
    assert isinstance(second, TicketCalled)
    assert (first.number, first.why, first.wait_ms) == ("A002", "priority", 0)
    assert (second.number, second.why, second.wait_ms) == ("A001", "longest_wait", 30 * MINUTE_MS)


def test_tickets_of_the_same_millisecond_are_called_in_the_order_they_were_given() -> None:
    scene = Scene()
    scene.staffed()
    numbers = [scene.issue().number for _ in range(5)]

    called = []
    for _ in numbers:
        ticket = scene.call()
        called.append(ticket.number)
        scene.serve(ticket)

    assert called == numbers


def test_a_window_must_end_its_ticket_before_it_calls_another() -> None:
    scene = Scene()
    scene.staffed()
    scene.issue()
    scene.issue()
    scene.call()

    with pytest.raises(errors.WindowBusy) as refused:
        scene.call()

    assert refused.value.facts == {"window": "w1", "number": "A001"}


def test_a_closed_or_paused_window_calls_nobody() -> None:
    scene = Scene()
    scene.issue()
    with pytest.raises(errors.WindowClosed):
        scene.call()
    scene.staffed()
    scene.at_window(do.PauseWindow, reason="tea")
    with pytest.raises(errors.WindowPaused):
        scene.call()


def test_a_panel_speaks_for_its_own_window_only() -> None:
    scene = Scene()
    scene.staffed()
    with pytest.raises(errors.NotYourWindow):
        scene.carry_out(scene.make(do.CallNext, P2, window_id=W1))
    with pytest.raises(errors.UnknownDevice):
        scene.carry_out(scene.make(do.CallNext, K1, window_id=W1))
    with pytest.raises(errors.UnknownWindow):
        scene.carry_out(scene.make(do.CallNext, P2, window_id=WindowId("w9")))


def test_calls_of_a_zone_are_numbered_without_a_gap_recalls_included() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    scene.staffed(W2, WANG)
    scene.staffed(W3, ZHAO)
    for group in (GENERAL, GENERAL, CASHIER, CASHIER):
        scene.issue(group)
    ticket = scene.call(W1)
    scene.call(W3)
    scene.call(W2)
    scene.step(do.Recall, ticket)

    calls = [event for event in scene.events if isinstance(event, CallMade)]

    assert [(call.zone_id, call.call_seq) for call in calls] == [
        ("lobby", 1),
        ("east", 1),
        ("lobby", 2),
        ("lobby", 3),
    ]
    assert {call.expires_at_ms - call.at_ms for call in calls} == {60_000}


def test_recalls_are_counted_and_end() -> None:
    scene = Scene()
    scene.staffed()
    scene.issue()
    ticket = scene.call()

    counts = [scene.step(do.Recall, ticket)[0].call_count for _ in range(2)]  # type: ignore[union-attr]

    assert counts == [2, 3]
    with pytest.raises(errors.RecallsExhausted):
        scene.step(do.Recall, ticket)


def test_a_board_remembers_twelve_calls_newest_first_and_each_ticket_once() -> None:
    scene = Scene()
    scene.staffed()
    for _ in range(14):
        scene.issue()
        ticket = scene.call()
        scene.step(do.Recall, ticket)
        scene.serve(ticket)

    calls = scene.hall.day.calls[scene.hall.file.zone[0].id]

    assert [call.number for call in calls] == [f"A{n:03}" for n in range(14, 2, -1)]
    assert {call.call_count for call in calls} == {2}


def test_a_held_ticket_frees_the_window_and_any_window_of_its_group_takes_it_up() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    scene.staffed(W2, WANG)
    scene.staffed(W3, ZHAO)
    scene.issue()
    scene.issue()
    ticket = scene.call()
    scene.step(do.Recall, ticket)
    scene.step(do.StartService, ticket)
    scene.step(do.HoldTicket, ticket, reason="form")
    scene.call(W1)

    with pytest.raises(errors.GroupNotServed):
        scene.step(do.ResumeTicket, ticket, W3)
    with pytest.raises(errors.WindowBusy):
        scene.step(do.ResumeTicket, ticket, W1)
    scene.step(do.ResumeTicket, ticket, W2)

    assert (ticket.state, ticket.window_id, ticket.call_count) == (State.CALLED, W2, 1)
    assert scene.hall.day.held == {}


def test_only_a_held_ticket_is_resumed() -> None:
    scene = Scene()
    scene.staffed()
    ticket = scene.issue()

    with pytest.raises(errors.WrongState):
        scene.step(do.ResumeTicket, ticket)
