"""Rules for persons and for tickets in hand: one a group, bans, cancelling, reprints, classes."""

from typing import Any

import pytest

from contract.ids import PersonHash, PriorityId, TicketNumber, TicketToken
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.days import begin_day
from coordinator.domain.events import PriorityGiven, TicketCancelled, TicketReprinted
from coordinator.domain.ticket import State, Ticket
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    K1,
    K2,
    P1,
    SENIOR,
    VETERAN,
    W1,
    Scene,
    at,
    hall_file,
)

ZHANG, WU = PersonHash("a" * 64), PersonHash("b" * 64)


def take(scene: Scene, person: PersonHash, group: Any = GENERAL) -> Ticket:
    command = scene.make(do.IssueTicket, K1, group_id=group, person_hash=person)
    [issued] = scene.carry_out(command)
    scene.report_paper(issued.ticket_id)  # type: ignore[union-attr]
    return scene.ticket(issued.ticket_id)  # type: ignore[union-attr]


def by_number(scene: Scene, kind: Any, ticket: Ticket, device: Any = K1, **fields: Any) -> Any:
    return scene.carry_out(scene.make(kind, device, number=ticket.number, **fields))


def test_a_person_has_one_ticket_of_a_group_until_it_ends() -> None:
    scene = Scene()
    scene.staffed()
    ticket = take(scene, ZHANG)

    with pytest.raises(errors.AlreadyQueueing) as refused:
        take(scene, ZHANG)
    take(scene, ZHANG, CASHIER)  # another group is another line
    take(scene, WU)
    scene.serve(scene.call())
    take(scene, ZHANG)

    assert refused.value.facts == {"number": ticket.number, "group": GENERAL}


def test_whoever_shows_no_document_is_not_counted() -> None:
    scene = Scene()
    assert [scene.issue().number for _ in range(2)] == ["A001", "A002"]


def test_a_hall_may_allow_more_than_one() -> None:
    scene = Scene(hall_file(admission={"one_ticket": False}))
    assert [take(scene, ZHANG).number for _ in range(2)] == ["A001", "A002"]


def test_a_new_day_knows_nobody() -> None:
    scene = Scene()
    take(scene, ZHANG)
    scene.now_ms = at("09:00", "2026-11-24")
    scene.apply(begin_day(scene.hall, scene.now_ms))
    assert scene.hall.day.tickets_of == {}


def test_repeated_no_shows_pause_a_person_for_a_while() -> None:
    scene = Scene(hall_file(admission={"no_shows_max": 2, "ban_s": 1800}))
    scene.staffed()
    for _ in range(2):
        take(scene, ZHANG)
        scene.step(do.MarkNoShow, scene.call())

    with pytest.raises(errors.Banned) as refused:
        take(scene, ZHANG, CASHIER)
    take(scene, WU)
    scene.now_ms = at("09:30")
    take(scene, ZHANG)

    assert refused.value.facts == {"no_shows": "2", "until": "09:30"}


def test_a_ticket_is_given_up_by_its_number_at_any_kiosk() -> None:
    scene = Scene()
    ticket = scene.issue()
    [event] = by_number(scene, do.CancelNumber, ticket, K2, reason="left")
    assert isinstance(event, TicketCancelled)
    assert (ticket.state, event.reason, event.clerk_id) == (State.CANCELLED, "left", None)


def test_a_ticket_taken_with_a_document_wants_it_again_at_a_kiosk() -> None:
    scene = Scene()
    ticket = take(scene, ZHANG)
    for kind in (do.CancelNumber, do.ReprintTicket):
        for person in ("", WU):
            with pytest.raises(errors.CardWanted):
                by_number(scene, kind, ticket, person_hash=person)
    by_number(scene, do.CancelNumber, ticket, person_hash=ZHANG)
    assert ticket.state is State.CANCELLED


def test_a_clerk_gives_a_ticket_up_for_its_citizen_and_is_recorded() -> None:
    scene = Scene()
    ticket = take(scene, ZHANG)
    with pytest.raises(errors.WindowClosed):
        by_number(scene, do.CancelNumber, ticket, P1)
    scene.staffed()
    [event] = by_number(scene, do.CancelNumber, ticket, P1)
    assert (event.window_id, event.clerk_id) == (W1, "li")


def test_only_a_ticket_that_waits_or_is_held_is_given_up() -> None:
    scene = Scene()
    scene.staffed()
    ticket = scene.issue()
    scene.call()
    with pytest.raises(errors.WrongState):
        by_number(scene, do.CancelNumber, ticket)
    scene.step(do.HoldTicket, ticket, reason="form")
    by_number(scene, do.CancelNumber, ticket)
    with pytest.raises(errors.WrongState):
        by_number(scene, do.CancelNumber, ticket)
    with pytest.raises(errors.UnknownNumber):
        scene.carry_out(scene.make(do.CancelNumber, K1, number=TicketNumber("A777")))


def test_the_token_on_the_paper_proves_whose_ticket_it_is() -> None:
    scene = Scene()
    scene.staffed()
    ticket = take(scene, ZHANG)
    for token in (None, TicketToken("0" * 20)):
        with pytest.raises(errors.CardWanted):
            by_number(scene, do.CancelNumber, ticket, token=token)

    by_number(scene, do.CancelNumber, ticket, token=ticket.token)

    assert ticket.state is State.CANCELLED


def test_a_reprint_is_recorded_and_changes_nothing() -> None:
    scene = Scene()
    ticket = scene.issue()
    before = (ticket.state, scene.hall.line(GENERAL).ticket_ids(), scene.hall.day.taken[GENERAL])

    [event] = by_number(scene, do.ReprintTicket, ticket)

    assert isinstance(event, TicketReprinted)
    assert before == (
        ticket.state,
        scene.hall.line(GENERAL).ticket_ids(),
        scene.hall.day.taken[GENERAL],
    )
    with pytest.raises(errors.UnknownDevice):  # panels have no printer
        by_number(scene, do.ReprintTicket, ticket, P1)


def test_a_clerk_gives_a_waiting_ticket_a_class_with_a_reason() -> None:
    scene = Scene()
    scene.staffed()
    scene.issue(priority_id=VETERAN)
    ticket = scene.issue()

    [event] = by_number(
        scene, do.GivePriority, ticket, P1, window_id=W1, priority_id=SENIOR, reason="wheelchair"
    )

    assert isinstance(event, PriorityGiven)
    assert (event.rank, event.reason, event.clerk_id) == (1, "wheelchair", "li")
    assert scene.call() is ticket


def test_a_class_can_be_taken_away_and_the_place_by_age_stays() -> None:
    scene = Scene()
    scene.staffed()
    first = scene.issue(priority_id=SENIOR)
    second = scene.issue()
    fields: dict[str, Any] = {"window_id": W1, "priority_id": None, "reason": "mistake"}

    by_number(scene, do.GivePriority, first, P1, **fields)
    assert by_number(scene, do.GivePriority, first, P1, **fields) == ()

    assert scene.hall.line(GENERAL).ahead_of(second) == 1
    assert scene.call() is first


def test_a_class_does_not_make_a_ticket_ready_whose_paper_is_not_out() -> None:
    scene = Scene()
    scene.staffed()
    ticket = scene.issue(printed=False)
    by_number(scene, do.GivePriority, ticket, P1, window_id=W1, priority_id=SENIOR, reason="age")
    with pytest.raises(errors.StillPrinting):
        scene.call()


def test_there_is_no_class_that_the_hall_file_does_not_name() -> None:
    scene = Scene()
    scene.staffed()
    ticket = scene.issue()
    with pytest.raises(errors.UnknownPriority):
        by_number(
            scene,
            do.GivePriority,
            ticket,
            P1,
            window_id=W1,
            priority_id=PriorityId("king"),
            reason="x",
        )
