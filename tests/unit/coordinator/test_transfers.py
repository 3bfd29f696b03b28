"""Citizens are sent on: where to, when, and back again."""

from typing import Any

import msgspec
import pytest

from contract.ids import ClerkId, EpochMs, GroupId, ItemId, ServiceId, WindowId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.events import AnyEvent, TicketTransferred
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
    hall_tables,
)


def scene_at_work(**tables: Any) -> Scene:
    """Return a scene with a clerk at each of the three windows."""
    scene = Scene(hall_file(**tables))
    for window_id, clerk_id in ((W1, LI), (W2, WANG), (W3, ZHAO)):
        scene.staffed(window_id, clerk_id)
    return scene


def served(scene: Scene, window_id: WindowId = W1) -> Ticket:
    """Return a general ticket that is being served."""
    scene.issue()
    ticket = scene.call(window_id)
    scene.step(do.StartService, ticket, window_id)
    return ticket


def send(scene: Scene, ticket: Ticket, window_id: WindowId = W1, **to: Any) -> TicketTransferred:
    """Send a citizen on; return what happened."""
    [event] = scene.step(do.TransferTicket, ticket, window_id, **to)
    assert isinstance(event, TicketTransferred)
    return event


def test_a_ticket_sent_to_a_window_is_called_there_and_nowhere_else() -> None:
    scene = scene_at_work()
    ticket = served(scene)

    send(scene, ticket, to_window_id=W2)

    with pytest.raises(errors.NobodyWaits):
        scene.call(W1)
    assert scene.call(W2) is ticket
    assert (ticket.why, dict(ticket.why_facts)) == ("first_come", {"waited_ms": 0, "kept": 1})
    assert (ticket.group_id, ticket.service_id) == (GENERAL, ServiceId(f"{ticket.id}.2"))


def test_a_ticket_sent_to_a_clerk_goes_with_the_clerk_from_window_to_window() -> None:
    scene = scene_at_work()
    scene.at_window(do.SignOut, W2)
    ticket = served(scene)
    send(scene, ticket, to_clerk_id=ZHAO, to_group_id=CASHIER)
    scene.at_window(do.SignOut, W3)

    scene.staffed(W2, ZHAO)

    assert scene.call(W2) is ticket  # although this window does not serve the group


def test_class_number_and_time_of_issue_go_with_the_ticket() -> None:
    scene = scene_at_work()
    scene.issue(GENERAL, SENIOR)
    ticket = scene.call()
    before = (ticket.number, ticket.priority_id, ticket.rank, ticket.issued_at_ms, ticket.order)
    scene.now_ms = at("09:20")

    send(scene, ticket, to_window_id=W2, returns=True)

    after = (ticket.number, ticket.priority_id, ticket.rank, ticket.issued_at_ms, ticket.order)
    assert after == before


def test_among_those_of_its_window_a_ticket_sent_there_keeps_its_place() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    scene.now_ms = at("09:10")
    younger = scene.issue()

    send(scene, ticket, to_window_id=W2)

    assert [scene.call(W2), scene.call(W1)] == [ticket, younger]


def test_without_a_group_a_ticket_goes_to_one_that_the_window_serves() -> None:
    scene = scene_at_work()
    first, second = served(scene), served(scene, W2)

    assert send(scene, first, to_window_id=W3).to_group_id == CASHIER
    assert send(scene, second, W2, to_window_id=W1).to_group_id == GENERAL


def test_the_item_stays_with_its_group_only() -> None:
    scene = scene_at_work()
    scene.issue(item_id=ItemId("permit"))
    stays = scene.call()
    send(scene, stays, to_window_id=W2)
    scene.issue(item_id=ItemId("permit"))
    goes = scene.call()
    send(scene, goes, to_window_id=W3)

    assert (stays.item_id, goes.item_id) == ("permit", None)


def test_a_ticket_for_later_is_not_called_before_and_then_with_all_its_wait() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    send(scene, ticket, not_before_ms=at("10:00"))
    scene.now_ms = at("09:59")
    younger = scene.issue()
    assert scene.pass_time(seconds=0) == ()
    assert scene.call(W2) is younger
    with pytest.raises(errors.NobodyWaits):
        scene.call()

    [due] = scene.pass_time(seconds=60)

    scene.issue()
    assert due.at_ms == at("10:00")
    assert scene.call() is ticket


def test_a_time_that_has_passed_already_is_now() -> None:
    scene = scene_at_work()
    ticket = served(scene)

    assert send(scene, ticket, to_window_id=W2, not_before_ms=at("08:50")).not_before_ms is None
    assert scene.call(W2) is ticket


def test_after_a_transfer_with_return_the_broken_off_service_is_first_on_the_plan() -> None:
    scene = scene_at_work()
    scene.issue(item_id=ItemId("permit"))
    ticket = scene.call()
    scene.step(do.StartService, ticket)

    event = send(scene, ticket, to_group_id=CASHIER, returns=True)

    [back] = ticket.plan
    assert (event.next_service_id, event.back_service_id) == (f"{ticket.id}.2", f"{ticket.id}.3")
    assert (back.service_id, back.group_id, back.item_id, back.window_id) == (
        f"{ticket.id}.3", GENERAL, "permit", W1,
    )  # fmt: skip


def test_after_the_other_service_the_citizen_waits_for_the_first_window_again() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    send(scene, ticket, to_window_id=W3, returns=True)
    assert scene.call(W3) is ticket

    scene.serve(ticket, W3)

    assert (ticket.state, ticket.group_id, ticket.for_window_id) == (State.WAITING, GENERAL, W1)
    with pytest.raises(errors.NobodyWaits):
        scene.call(W2)
    assert scene.call(W1) is ticket
    scene.serve(ticket, W1)
    assert ticket.state is State.FINISHED


def test_a_number_that_is_kept_elsewhere_cannot_be_called_by_name() -> None:
    scene = scene_at_work(desk={"chosen_calls": "everybody"})
    ticket = served(scene)
    send(scene, ticket, to_window_id=W2)

    with pytest.raises(errors.KeptForWindow) as refused:
        scene.at_window(do.CallTicket, W1, number=ticket.number)
    scene.at_window(do.CallTicket, W2, number=ticket.number)

    assert refused.value.facts == {"number": "A001", "window": "w2"}
    assert ticket.state is State.CALLED


def test_a_ticket_called_for_its_clerk_alone_can_be_held_and_taken_up_at_that_window() -> None:
    clerks = [{**clerk, "role": "supervisor"} for clerk in hall_tables()["clerk"]]
    scene = scene_at_work(clerk=clerks)
    ticket = served(scene)
    send(scene, ticket, to_clerk_id=ZHAO, to_group_id=CASHIER)
    with pytest.raises(errors.KeptForClerk):
        scene.at_window(do.CallTicket, W1, number=ticket.number)
    assert scene.call(W3) is ticket
    scene.at_window(do.SetWindowServices, W3, of_window_id=W3, serves=(GENERAL,), weights={})

    scene.step(do.HoldTicket, ticket, W3, reason="form")
    scene.step(do.ResumeTicket, ticket, W3)

    assert ticket.window_id == W3


def test_the_next_of_one_group_may_be_somebody_kept_for_the_window() -> None:
    scene = scene_at_work()
    ticket = served(scene, W2)
    send(scene, ticket, W2, to_window_id=W1, to_group_id=CASHIER)
    with pytest.raises(errors.NobodyWaits):
        scene.at_window(do.CallNext, W1, group_id=GENERAL)

    scene.at_window(do.CallNext, W1, group_id=CASHIER)

    assert ticket.state is State.CALLED


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        ({}, errors.TransferNowhere),
        ({"returns": True}, errors.TransferNowhere),
        ({"to_group_id": GENERAL}, errors.SameGroup),
        ({"to_window_id": W1}, errors.SameGroup),
        ({"to_clerk_id": LI}, errors.SameGroup),
        ({"to_group_id": GroupId("nothing")}, errors.UnknownGroup),
        ({"to_window_id": WindowId("w9")}, errors.UnknownWindow),
        ({"to_clerk_id": ClerkId("nobody")}, errors.UnknownClerk),
        ({"to_window_id": W2, "to_clerk_id": WANG}, errors.TwoTargets),
        ({"to_window_id": W2, "to_group_id": CASHIER}, errors.GroupNotServed),
        ({"to_clerk_id": WANG, "to_group_id": CASHIER}, errors.GroupNotServed),
        ({"to_window_id": W3}, errors.WindowClosed),
        ({"to_clerk_id": ZHAO}, errors.ClerkAway),
        ({"not_before_ms": EpochMs(2**52)}, errors.NotToday),
    ],
)
def test_a_transfer_that_leads_nowhere_is_refused(
    to: dict[str, Any], refusal: type[errors.Refused]
) -> None:
    scene = scene_at_work()
    scene.at_window(do.SignOut, W3)
    ticket = served(scene)

    with pytest.raises(refusal):
        scene.step(do.TransferTicket, ticket, **to)

    assert ticket.state is State.SERVING


@pytest.mark.parametrize("to", [{"to_window_id": W3}, {"to_clerk_id": ZHAO}])
def test_for_later_a_citizen_may_be_sent_to_somebody_who_is_not_there_yet(
    to: dict[str, Any],
) -> None:
    scene = scene_at_work()
    scene.at_window(do.SignOut, W3)
    ticket = served(scene)
    send(scene, ticket, to_group_id=CASHIER, not_before_ms=at("10:00"), **to)
    scene.now_ms = at("09:55")
    assert scene.pass_time(seconds=0) == ()

    scene.staffed(W3, ZHAO)
    scene.pass_time(seconds=300)

    assert scene.call(W3) is ticket


def test_an_old_journal_s_transfer_still_means_the_same() -> None:
    scene = scene_at_work()
    ticket = served(scene)
    row = {
        "kind": "ticket_transferred", "at_ms": scene.now_ms, "ticket_id": ticket.id,
        "number": ticket.number, "service_id": ticket.service_id, "group_id": "general",
        "window_id": "w1", "clerk_id": "li", "next_service_id": f"{ticket.id}.2",
        "to_group_id": "cashier",
    }  # fmt: skip

    scene.apply((msgspec.convert(row, AnyEvent),))

    assert (ticket.group_id, ticket.is_kept, ticket.plan) == (CASHIER, False, ())
    assert scene.call(W3) is ticket
