"""Whoever stands at the window is served without a ticket."""

import pytest

from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.events import QuickServiceBegan
from coordinator.domain.ticket import State
from tests.helpers.scene import GENERAL, LI, Scene, at
from tests.helpers.visits import (
    COUNTER,
    DESK,
    PAPERS,
    PERMITS,
    REVIEW,
    TILL,
    come_for,
    kinds,
    started,
    visits_scene,
)


@pytest.fixture
def scene() -> Scene:
    return visits_scene()


def quick(scene: Scene, **fields: object) -> QuickServiceBegan:
    began, _ = scene.at_window(do.QuickService, COUNTER, **({"group_id": GENERAL} | fields))
    assert isinstance(began, QuickServiceBegan)
    return began


def test_the_service_begins_at_once_under_a_number_of_its_own(scene: Scene) -> None:
    come_for(scene, GENERAL)

    events = scene.at_window(do.QuickService, COUNTER, group_id=PERMITS, item_id="permit")

    ticket = scene.ticket("2026-11-23.Q001")
    assert kinds(events) == ["QuickServiceBegan", "VisitTakenOn"]
    assert (ticket.state, ticket.window_id, ticket.item_id) == (State.SERVING, COUNTER, "permit")
    assert (ticket.first_window_id, ticket.first_clerk_id) == (COUNTER, LI)
    assert scene.hall.window(COUNTER).ticket_id == ticket.id
    assert ticket.started_at_ms == ticket.issued_at_ms == at("09:00")


def test_it_goes_on_like_any_other_visit(scene: Scene) -> None:
    ticket = scene.ticket(quick(scene).ticket_id)
    scene.step(do.AddService, ticket, group_id=PAPERS)
    scene.step(do.FinishService, ticket)
    scene.at_window(do.RateService, COUNTER, service_id=f"{ticket.id}.1", level=5, source="pad")
    started(scene, TILL)
    scene.step(do.FinishService, ticket, TILL)

    assert ticket.state is State.FINISHED
    assert quick(scene).number == "Q002"


def test_it_takes_no_place_of_those_who_queue(scene: Scene) -> None:
    quick(scene)

    assert scene.hall.day.taken[GENERAL] == 0
    assert scene.hall.experience.told == {}


def test_only_a_free_open_window_that_serves_the_group_does_it(scene: Scene) -> None:
    with pytest.raises(errors.GroupNotServed):
        quick(scene, group_id=PAPERS)
    quick(scene)
    with pytest.raises(errors.WindowBusy):
        quick(scene)
    with pytest.raises(errors.NobodyAtDesk):
        scene.at_window(do.QuickService, DESK, group_id=REVIEW)


def test_a_hall_without_a_series_for_it_does_without(scene: Scene) -> None:
    with pytest.raises(errors.QuickServiceOff):
        quick(visits_scene(desk={}))


def test_how_long_it_took_is_learned(scene: Scene) -> None:
    ticket = scene.ticket(quick(scene).ticket_id)
    scene.now_ms = at("09:08")
    scene.step(do.FinishService, ticket)

    scene.at_window(do.SignOut)
    assert scene.hall.experience.stays.mean_ms(GENERAL, 9, typed_ms=300_000) > 300_000
