"""Who is called next, under each order, and why."""

from collections.abc import Sequence
from typing import Any

import pytest

from contract.hall import Policy
from contract.ids import EpochMs, PriorityId, TicketId
from coordinator.domain import commands as do
from coordinator.domain.events import TicketCalled, TicketIssued
from coordinator.domain.line import Candidate
from coordinator.domain.policy import Choice, Moment, in_order, order_of
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    MINUTE_MS,
    SENIOR,
    VETERAN,
    W2,
    Scene,
    hall_file,
    hall_tables,
)

RANKS = {SENIOR: 1, VETERAN: 2}
NOW = EpochMs(1000 * MINUTE_MS)


def waits(
    name: str, minutes: int, priority_id: PriorityId | None = None, *, weight: int = 1
) -> Candidate:
    """Return a ticket that has waited so many minutes."""
    rank = RANKS[priority_id] if priority_id else 0
    issued_at_ms = EpochMs(NOW - minutes * MINUTE_MS)
    return Candidate(issued_at_ms, 0, TicketId(name), rank, priority_id, None, weight)


def order(candidates: Sequence[Candidate], *, priority_run: int = 0, **policy: Any) -> list[Choice]:
    """Return all in the order of their calls."""
    queues = (iter([candidate]) for candidate in candidates)
    moment = Moment(now_ms=NOW, priority_run=priority_run)
    return list(in_order(order_of(Policy(**policy)), queues, moment))


def names(choices: Sequence[Choice]) -> str:
    return " ".join(choice.candidate.ticket_id for choice in choices)


def test_strict_by_class_then_age_and_the_call_says_who_was_passed_over() -> None:
    waiting = [waits("a", 12), waits("v", 3, VETERAN), waits("s", 1, SENIOR), waits("t", 2, SENIOR)]

    choices = order(waiting, order="strict", longest_wait_s=1800)

    assert names(choices) == "t s v a"
    assert choices[0][1:] == (
        "priority",
        {"waited_ms": 2 * MINUTE_MS, "longest_ms": 12 * MINUTE_MS, "guard_ms": 30 * MINUTE_MS},
    )
    assert choices[-1][1:] == ("first_come", {"waited_ms": 12 * MINUTE_MS})


def test_strict_lets_nobody_wait_behind_a_class_for_longer_than_the_guard() -> None:
    waiting = [waits("a", 31), waits("b", 30), waits("c", 29), waits("s", 1, SENIOR)]

    choices = order(waiting, order="strict", longest_wait_s=1800)

    assert names(choices) == "a b s c"
    assert choices[0][1:] == (
        "longest_wait",
        {"waited_ms": 31 * MINUTE_MS, "guard_ms": 30 * MINUTE_MS},
    )


def test_first_come_knows_no_class() -> None:
    choices = order([waits("s", 1, SENIOR), waits("a", 2)], order="first_come")

    assert names(choices) == "a s"
    assert {choice.why for choice in choices} == {"first_come"}


def test_a_window_counts_the_minutes_of_the_groups_it_prefers_as_more() -> None:
    choices = order([waits("x", 5, weight=3), waits("y", 14), waits("z", 16)], order="first_come")

    assert names(choices) == "z x y"
    assert choices[1][1:] == (
        "preferred",
        {"waited_ms": 5 * MINUTE_MS, "weight": 3, "longest_ms": 14 * MINUTE_MS},
    )


def test_a_windows_preference_does_not_go_before_the_class() -> None:
    assert names(order([waits("x", 20, weight=9), waits("s", 1, SENIOR)])) == "s x"


def test_each_class_gathers_priority_at_its_own_rate() -> None:
    waiting = [waits("s", 6, SENIOR), waits("v", 9, VETERAN), waits("a", 17)]

    choices = order(waiting, order="accumulating", rates={SENIOR: 3.0, VETERAN: 1.5})

    assert names(choices) == "s a v"
    assert choices[0][1:] == (
        "gathered",
        {
            "waited_ms": 6 * MINUTE_MS,
            "gathered_ms": 18 * MINUTE_MS,
            "next_ms": 17 * MINUTE_MS,
        },
    )


def test_a_class_without_a_rate_gathers_as_everybody_does() -> None:
    assert names(order([waits("v", 9, VETERAN), waits("a", 10)], order="accumulating")) == "a v"


def test_alternating_calls_an_ordinary_ticket_after_so_many_of_a_class() -> None:
    waiting = [waits(f"s{n}", 5 - n, SENIOR) for n in range(4)] + [waits("a", 9), waits("b", 8)]

    choices = order(waiting, order="alternating", priority_run=0)
    kinds = [(choice.why, choice.facts.get("call")) for choice in choices]

    assert names(choices) == "s0 s1 a s2 s3 b"
    assert kinds == [
        ("priority_turn", 1),
        ("priority_turn", 2),
        ("ordinary_turn", None),
        ("priority_turn", 1),
        ("priority_turn", 2),
        ("first_come", None),
    ]


def test_alternating_goes_on_with_the_class_when_nobody_else_waits() -> None:
    choices = order([waits("s", 2, SENIOR)], order="alternating", priority_run=7)
    assert [choice.why for choice in choices] == ["first_come"]


def scene_with(**policy: Any) -> Scene:
    return Scene(hall_file(policy={**hall_tables()["policy"], **policy}))


def test_each_window_alternates_for_itself_and_remembers_its_run() -> None:
    scene = scene_with(order="alternating", priority_run=1)
    scene.staffed()
    scene.staffed(W2, scene.hall.file.clerk[1].id)
    for priority_id in (None, None, SENIOR, SENIOR, SENIOR):
        scene.issue(priority_id=priority_id)

    first, second, elsewhere = scene.call(), None, scene.call(W2)
    scene.serve(first)
    second = scene.call()

    assert [ticket.number for ticket in (first, second, elsewhere)] == ["A003", "A001", "A004"]
    assert scene.hall.day.windows[W2].priority_run == 1


def test_the_call_carries_its_reason_and_a_resumed_ticket_has_none() -> None:
    scene = scene_with()
    scene.staffed()
    scene.issue()
    scene.now_ms = EpochMs(scene.now_ms + 4 * MINUTE_MS)

    [called] = scene.at_window(do.CallNext)
    assert isinstance(called, TicketCalled)
    ticket = scene.hall.day.tickets[called.ticket_id]
    assert (called.why, called.why_facts) == ("first_come", {"waited_ms": 4 * MINUTE_MS})
    assert (ticket.why, ticket.why_facts) == (called.why, called.why_facts)

    scene.step(do.HoldTicket, ticket, reason="form")
    scene.step(do.ResumeTicket, ticket)
    assert (ticket.why, ticket.why_facts) == (None, {})


@pytest.mark.parametrize(("weight", "number"), [(1, "A001"), (5, "B001")])
def test_what_a_window_prefers_decides_its_call(weight: int, number: str) -> None:
    windows = hall_tables()["window"]
    windows[0]["weights"] = {CASHIER: weight}
    policy = {**hall_tables()["policy"], "order": "first_come"}
    scene = Scene(hall_file(policy=policy, window=windows))
    scene.staffed()
    scene.issue(GENERAL)
    scene.now_ms = EpochMs(scene.now_ms + 3 * MINUTE_MS)
    scene.issue(CASHIER)
    scene.now_ms = EpochMs(scene.now_ms + MINUTE_MS)

    assert scene.call().number == number


@pytest.mark.parametrize(("order", "ahead"), [("strict", [0, 0, 2]), ("first_come", [0, 1, 2])])
def test_people_ahead_are_those_whom_the_order_calls_before(order: str, ahead: list[int]) -> None:
    scene = scene_with(order=order)

    tickets = [scene.issue(priority_id=priority_id) for priority_id in (None, SENIOR, None)]
    issued = [event.ahead for event in scene.events if isinstance(event, TicketIssued)]

    assert issued == ahead
    assert scene.hall.ahead_of(tickets[0]) == (1 if order == "strict" else 0)
    assert scene.hall.ahead_of(tickets[2]) == 2
