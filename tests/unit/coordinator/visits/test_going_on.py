"""A visit of several services goes from one to the next."""

import pytest

from contract.ids import GroupId, PersonHash
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.events import ServiceFinished, VisitStayed, VisitWentOn
from coordinator.domain.ticket import State
from tests.helpers.scene import GENERAL, K1, K2, LI, W1, WANG, Scene, at, group
from tests.helpers.visits import (
    COUNTER,
    GROUPS,
    PAPERS,
    PAY,
    PERMITS,
    REVIEW,
    TILL,
    come_for,
    kinds,
    places_of,
    started,
    visits_file,
    visits_scene,
    wish,
)

PERSON = PersonHash("a" * 64)


@pytest.fixture
def scene() -> Scene:
    return visits_scene()


def test_one_number_is_good_for_all_services_of_a_visit(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL, PERMITS, PAPERS)

    assert [step.service_id for step in ticket.plan] == [f"{ticket.id}.2", f"{ticket.id}.3"]
    assert [step.group_id for step in ticket.plan] == [PERMITS, PAPERS]
    assert places_of(scene, ticket.id) == 1


def test_a_window_that_does_the_next_service_goes_on_with_it_at_once(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL, PERMITS)
    other = come_for(scene, GENERAL)
    started(scene)
    scene.now_ms = at("09:05")

    finished, stayed = scene.step(do.FinishService, ticket)

    assert isinstance(finished, ServiceFinished)
    assert isinstance(stayed, VisitStayed)
    assert (ticket.state, ticket.window_id, ticket.group_id) == (State.SERVING, COUNTER, PERMITS)
    assert (ticket.started_at_ms, ticket.plan) == (at("09:05"), ())
    assert other.state is State.WAITING


def test_what_the_window_does_not_do_is_waited_for_with_the_old_age(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL, PAPERS)
    started(scene)
    scene.now_ms = at("09:05")
    come_for(scene, PAPERS)

    [_, went_on] = scene.step(do.FinishService, ticket)

    assert isinstance(went_on, VisitWentOn)
    assert (ticket.state, ticket.group_id) == (State.WAITING, PAPERS)
    assert (ticket.issued_at_ms, ticket.waits_since_ms) == (at("09:00"), at("09:05"))
    assert scene.hall.window(COUNTER).ticket_id is None
    assert scene.call(TILL) is ticket


def test_each_service_but_the_last_leaves_the_visit_open(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL, PAPERS)
    started(scene)
    scene.step(do.FinishService, ticket)
    started(scene, TILL)

    last = scene.step(do.FinishService, ticket, TILL)

    assert kinds(last) == ["ServiceFinished"]
    assert ticket.state is State.FINISHED
    assert ticket.number not in scene.hall.day.numbers_in_use


def test_a_clerk_adds_what_the_citizen_needs_and_takes_off_what_not(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL, PERMITS)
    started(scene)
    scene.step(do.AddService, ticket, group_id=PAY)
    scene.step(do.DropService, ticket, service_id=f"{ticket.id}.2")

    scene.step(do.FinishService, ticket)

    assert (ticket.service_id, ticket.group_id) == (f"{ticket.id}.3", PAY)
    assert ticket.plan == ()


def test_a_service_that_is_not_to_come_cannot_be_dropped(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL)
    started(scene)

    with pytest.raises(errors.ServiceNotToCome):
        scene.step(do.DropService, ticket, service_id=ticket.service_id)


def test_what_is_added_must_exist(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL)
    started(scene)

    with pytest.raises(errors.UnknownGroup):
        scene.step(do.AddService, ticket, group_id=GroupId("none"))
    with pytest.raises(errors.UnknownItem):
        scene.step(do.AddService, ticket, group_id=GENERAL, item_id="permit")


def test_a_visit_has_an_end(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL)
    started(scene)
    for _ in range(16):
        scene.step(do.AddService, ticket, group_id=PAY)

    with pytest.raises(errors.VisitTooLong):
        scene.step(do.AddService, ticket, group_id=PAY)


def test_every_service_of_a_ticket_must_be_open_and_offered(scene: Scene) -> None:
    for device_id, group_id in ((K2, PERMITS), (K2, PAY), (K2, REVIEW)):
        command = scene.make(do.IssueTicket, device_id, group_id=GENERAL, more=(wish(group_id),))
        with pytest.raises(errors.GroupNotOffered):
            scene.carry_out(command)
    closed = visits_scene(
        group=[
            *GROUPS[1:],
            group("general", series="a", mean_service_s=300, closed={"zh": "停", "en": "no"}),
        ]
    )
    with pytest.raises(errors.GroupSuspended):
        come_for(closed, PERMITS, GENERAL)


def test_services_count_among_the_tickets_of_their_groups_until_they_are_given_up() -> None:
    scene = visits_scene(
        group=[
            group("general", series="a", mean_service_s=300),
            group("permits", series="b", mean_service_s=600, capacity=1),
            *GROUPS[2:],
        ]
    )
    ticket = come_for(scene, GENERAL, PERMITS)
    with pytest.raises(errors.GroupFull):
        come_for(scene, GENERAL, PERMITS)

    scene.carry_out(scene.make(do.CancelNumber, K1, number=ticket.number))

    come_for(scene, GENERAL, PERMITS)


def test_a_service_to_come_is_a_place_in_the_line_for_its_citizen() -> None:
    scene = visits_scene(admission={"one_ticket": True})
    come_for(scene, GENERAL, PERMITS, person_hash=PERSON)

    with pytest.raises(errors.AlreadyQueueing):
        come_for(scene, PERMITS, person_hash=PERSON)


def test_whoever_serves_first_has_taken_the_visit_on(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL, PAPERS)
    called = scene.call()
    assert called.first_window_id is None

    assert kinds(scene.step(do.StartService, ticket)) == ["ServiceStarted", "VisitTakenOn"]
    scene.step(do.FinishService, ticket)
    scene.call(TILL)

    assert kinds(scene.step(do.StartService, ticket, TILL)) == ["ServiceStarted"]
    assert (ticket.first_window_id, ticket.first_clerk_id) == (W1, LI)


def test_a_transfer_does_not_change_who_took_the_visit_on(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL)
    started(scene)
    scene.step(do.TransferTicket, ticket, to_group_id=PAPERS)
    started(scene, TILL)

    assert (ticket.first_window_id, ticket.first_clerk_id) == (W1, LI)
    assert scene.hall.window(TILL).clerk_id == WANG


def test_the_wait_of_a_later_service_begins_with_it(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL, PAPERS)
    started(scene)
    scene.now_ms = at("09:20")
    scene.step(do.FinishService, ticket)
    scene.now_ms = at("09:21")

    [called] = scene.at_window(do.CallNext, TILL)

    assert called.wait_ms == 60_000  # type: ignore[union-attr]


def test_a_group_that_the_hall_has_lost_is_passed_over(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL, PAPERS, PERMITS)
    started(scene)
    scene.hall.file = visits_file(group=[each for each in GROUPS if each["id"] != PAPERS])

    scene.step(do.FinishService, ticket)

    assert (ticket.group_id, ticket.plan) == (PERMITS, ())
