"""A finish is taken back though the visit went on, as long as nothing has followed."""

import pytest

from contract.ids import GroupId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.ticket import State, Ticket
from tests.helpers.scene import GENERAL, Scene, at
from tests.helpers.visits import (
    COUNTER,
    DESK,
    PAPERS,
    PERMITS,
    REVIEW,
    TILL,
    come_for,
    started,
    visits_scene,
)


@pytest.fixture
def scene() -> Scene:
    return visits_scene()


def served(scene: Scene, *more: GroupId) -> Ticket:
    """Have a citizen served for a first service, and finish it in the fifth minute."""
    ticket = come_for(scene, GENERAL, *more)
    scene.now_ms = at("09:01")
    started(scene)
    scene.now_ms = at("09:05")
    scene.step(do.FinishService, ticket)
    return ticket


def undo(scene: Scene, ticket: Ticket) -> None:
    scene.now_ms = at("09:05:09")
    scene.step(do.UndoFinish, ticket)


def test_a_visit_that_went_on_comes_back(scene: Scene) -> None:
    ticket = served(scene, PAPERS, PERMITS)
    assert ticket.state is State.WAITING

    undo(scene, ticket)

    assert (ticket.state, ticket.window_id, ticket.group_id) == (State.SERVING, COUNTER, GENERAL)
    assert (ticket.called_at_ms, ticket.started_at_ms) == (at("09:01"), at("09:01"))
    assert (ticket.service_id, ticket.call_count) == (f"{ticket.id}.1", 1)
    assert [step.group_id for step in ticket.plan] == [PAPERS, PERMITS]
    assert scene.hall.window(COUNTER).finished_today == 0
    assert not scene.hall.line(PAPERS)


def test_a_visit_that_stayed_goes_back_to_the_service_before(scene: Scene) -> None:
    ticket = served(scene, PERMITS)
    assert (ticket.state, ticket.group_id) == (State.SERVING, PERMITS)

    undo(scene, ticket)

    assert (ticket.state, ticket.group_id) == (State.SERVING, GENERAL)
    assert ticket.started_at_ms == at("09:01")
    assert [step.group_id for step in ticket.plan] == [PERMITS]
    assert scene.hall.window(COUNTER).ticket_id == ticket.id
    assert scene.hall.window(COUNTER).invitation is None


def test_an_undone_finish_is_finished_again_as_if_for_the_first_time(scene: Scene) -> None:
    ticket = served(scene, PAPERS)
    undo(scene, ticket)

    scene.step(do.FinishService, ticket)

    assert (ticket.state, ticket.group_id, ticket.plan) == (State.WAITING, PAPERS, ())
    assert scene.hall.window(COUNTER).finished_today == 1


def test_whoever_is_called_again_has_gone_on_for_good(scene: Scene) -> None:
    ticket = served(scene, PAPERS)
    scene.call(TILL)

    with pytest.raises(errors.WrongState):
        undo(scene, ticket)


def test_what_was_planned_since_is_not_thrown_away(scene: Scene) -> None:
    ticket = served(scene, PERMITS)
    scene.step(do.AddService, ticket, group_id=PAPERS)

    with pytest.raises(errors.UndoOver):
        undo(scene, ticket)


def test_a_window_that_called_somebody_else_is_not_free_for_it(scene: Scene) -> None:
    ticket = served(scene, PAPERS)
    come_for(scene, GENERAL)
    scene.call(COUNTER)

    with pytest.raises(errors.WindowBusy):
        undo(scene, ticket)


def test_a_rated_service_stays_finished_though_the_visit_stayed(scene: Scene) -> None:
    ticket = served(scene, PERMITS)
    service_id = f"{ticket.id}.1"
    scene.at_window(do.RateService, COUNTER, service_id=service_id, level=5, source="pad")

    with pytest.raises(errors.UndoOver):
        undo(scene, ticket)


def test_a_desk_takes_its_finish_back_too(scene: Scene) -> None:
    ticket = come_for(scene, GENERAL, PAPERS)
    started(scene)
    scene.step(do.TransferTicket, ticket, to_group_id=REVIEW)
    scene.at_window(do.CallNext, DESK)
    scene.now_ms = at("09:05")
    scene.step(do.FinishService, ticket, DESK)
    scene.now_ms = at("09:05:09")

    scene.step(do.UndoFinish, ticket, DESK)

    assert (ticket.state, ticket.window_id, ticket.group_id) == (State.SERVING, DESK, REVIEW)
    assert [step.group_id for step in ticket.plan] == [PAPERS]
