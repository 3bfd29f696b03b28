"""What time alone brings to tickets: targets let go, holds end."""

from typing import Any

import pytest

from contract.ids import EpochMs
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.alarms.readings import Reading, readings
from coordinator.domain.days import fit_to_file
from coordinator.domain.events import HoldEnded, TargetReleased, TicketResumed
from coordinator.domain.ticket import State
from tests.helpers.scene import (
    CASHIER,
    LI,
    W1,
    W2,
    W3,
    WANG,
    ZHAO,
    Scene,
    at,
    hall_file,
    hall_tables,
)
from tests.helpers.visits import COUNTER, DESK, PAPERS, REVIEW, TILL, come_for, visits_scene
from tests.unit.coordinator.test_transfers import scene_at_work, send, served

MINUTE = 60


def reasons(events: tuple[Any, ...]) -> list[str]:
    """Return why targets were let go."""
    return [event.reason for event in events if isinstance(event, TargetReleased)]


@pytest.mark.parametrize("to", [{"to_window_id": W2}, {"to_clerk_id": WANG}])
def test_whoever_is_not_called_in_time_goes_to_the_line_of_the_group(to: dict[str, Any]) -> None:
    scene = scene_at_work(policy={"target_wait_s": 600})
    ticket = served(scene)
    send(scene, ticket, **to)
    scene.at_window(do.PauseWindow, W2, reason="tea")
    assert scene.pass_time(seconds=10 * MINUTE - 1) == ()

    released = scene.pass_time(seconds=1)

    assert reasons(released) == ["waited"]
    scene.issue()
    assert scene.call(W1) is ticket  # older than the other, whatever it has been through


def test_the_time_for_a_target_begins_when_the_ticket_is_due() -> None:
    scene = scene_at_work(policy={"target_wait_s": 600})
    ticket = served(scene)
    send(scene, ticket, to_window_id=W2, not_before_ms=at("10:00"))
    scene.now_ms = at("10:00")
    scene.pass_time(seconds=0)
    assert scene.pass_time(seconds=10 * MINUTE - 1) == ()

    assert reasons(scene.pass_time(seconds=1)) == ["waited"]


def test_a_window_that_closes_lets_go_after_a_minute() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    send(scene, ticket, to_window_id=W2)
    scene.now_ms = at("09:05")
    scene.at_window(do.SignOut, W2)
    assert scene.pass_time(seconds=MINUTE - 1) == ()

    assert reasons(scene.pass_time(seconds=1)) == ["away"]
    assert scene.call(W1) is ticket


def test_a_clerk_who_takes_the_window_over_has_who_waits_for_it() -> None:
    scene = scene_at_work()
    scene.at_window(do.SignOut, W3)
    ticket = served(scene)
    send(scene, ticket, to_window_id=W2)

    scene.at_window(do.SignIn, W2, clerk_id=ZHAO, take_over=True)

    assert scene.pass_time(seconds=2 * MINUTE) == ()
    assert scene.call(W2) is ticket


def test_a_clerk_who_leaves_lets_go_after_a_minute() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    send(scene, ticket, to_clerk_id=WANG)
    scene.at_window(do.SignOut, W2)
    scene.staffed(W2, WANG)
    assert scene.pass_time(seconds=2 * MINUTE) == ()
    scene.at_window(do.SignOut, W2)
    assert scene.pass_time(seconds=MINUTE - 1) == ()

    assert reasons(scene.pass_time(seconds=1)) == ["away"]
    assert scene.call(W1) is ticket


def test_a_file_kept_for_a_clerk_at_a_desk_is_never_called_at_a_window() -> None:
    scene = visits_scene()
    scene.at_window(do.SignOut, COUNTER)
    ticket = come_for(scene, PAPERS)
    scene.call(TILL)
    scene.step(do.TransferTicket, ticket, TILL, to_clerk_id=ZHAO)
    assert ticket.group_id == REVIEW  # what the clerk's desk does

    scene.at_window(do.SignOut, DESK)
    scene.staffed(COUNTER, ZHAO)

    with pytest.raises(errors.NobodyWaits):
        scene.call(COUNTER)
    assert reasons(scene.pass_time(seconds=MINUTE)) == ["away"]


def test_a_window_that_is_no_more_lets_go() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    send(scene, ticket, to_window_id=W2)
    tables = hall_tables()
    scene.hall.file = hall_file(
        window=[window for window in tables["window"] if window["id"] != W2],
        caller=[caller for caller in tables["caller"] if caller["window"] != W2],
    )
    scene.hall.index_services()
    scene.apply(fit_to_file(scene.hall, scene.now_ms))

    assert reasons(scene.pass_time(seconds=MINUTE)) == ["away"]
    assert scene.call(W1) is ticket


def test_who_waits_for_a_clerk_is_counted_with_the_group_and_makes_an_idle_window() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    send(scene, ticket, to_clerk_id=ZHAO, to_group_id=CASHIER)
    scene.now_ms = EpochMs(scene.now_ms + 120_000)

    found = set(readings(scene.hall, {}, scene.now_ms))

    assert Reading("longest_wait", CASHIER, 120) in found
    assert Reading("idle_window", W3) in found
    assert Reading("idle_window", W1) not in found


def test_a_wait_is_counted_from_where_it_began_not_from_the_time_of_issue() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    scene.now_ms = at("09:40")
    send(scene, ticket, to_group_id=CASHIER)

    found = set(readings(scene.hall, {}, scene.now_ms))

    assert Reading("longest_wait", CASHIER, 0) in found


def test_a_hold_ends_by_itself_and_the_ticket_waits_for_its_window() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    scene.step(do.HoldTicket, ticket, reason="form", return_s=300)
    assert scene.pass_time(seconds=299) == ()

    [ended] = scene.pass_time(seconds=1)

    assert isinstance(ended, HoldEnded)
    assert (ticket.state, ticket.for_window_id, ticket.held_until_ms) == (State.WAITING, W1, None)
    with pytest.raises(errors.NobodyWaits):
        scene.call(W2)


def test_the_call_after_a_hold_goes_on_with_the_service_and_says_why() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    service = ticket.service_id
    scene.step(do.HoldTicket, ticket, reason="form", return_s=300)
    scene.pass_time(seconds=300)
    scene.issue()

    [resumed] = scene.at_window(do.CallNext, W1)

    assert isinstance(resumed, TicketResumed)
    assert (resumed.ticket_id, resumed.service_id) == (ticket.id, service)
    assert (resumed.why, ticket.why) == ("first_come", "first_come")
    scene.serve(ticket)
    assert ticket.state is State.FINISHED


def test_a_held_ticket_may_be_taken_up_before_its_hold_ends() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    scene.step(do.HoldTicket, ticket, reason="form", return_s=300)

    scene.step(do.ResumeTicket, ticket, W2)

    assert scene.pass_time(seconds=600) == ()
    assert (ticket.state, ticket.window_id, ticket.hold_reason) == (State.CALLED, W2, "")


def test_holds_end_when_the_hall_file_says_and_else_never() -> None:
    scene, patient = scene_at_work(desk={"hold_return_s": 600}), scene_at_work()
    first = served(scene)
    scene.step(do.HoldTicket, first, reason="form")
    patient.step(do.HoldTicket, served(patient), reason="form")
    held = served(scene, W2)
    scene.at_window(do.SignOut, W2, hold_ticket=True)

    ended = scene.pass_time(seconds=600)

    holds = [event.ticket_id for event in ended if isinstance(event, HoldEnded)]
    assert holds == [first.id, held.id]
    assert patient.pass_time(seconds=7 * 3600) == ()
    scene.at_window(do.CallNext, W1)
    assert first.state is State.CALLED
    assert reasons(scene.pass_time(seconds=MINUTE)) == ["away"]  # nobody is at the second window
    scene.serve(first)
    scene.at_window(do.CallNext, W1)
    assert held.state is State.CALLED


def test_the_hold_of_a_ticket_that_came_back_can_be_held_again() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    ticket = served(scene)
    for _ in range(3):
        scene.step(do.HoldTicket, ticket, reason="form", return_s=60)
        scene.pass_time(seconds=60)
        scene.at_window(do.CallNext, W1)

    assert (ticket.state, ticket.service_count) == (State.CALLED, 1)
