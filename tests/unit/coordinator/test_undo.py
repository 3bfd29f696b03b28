"""Rules of taking back a finish that was pressed by mistake."""

import pytest

from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.ticket import State, Ticket
from tests.helpers.scene import LI, W1, W2, WANG, Scene, at, hall_file


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    made.staffed(W1, LI)
    made.issue()
    made.issue()
    return made


def finished(scene: Scene) -> Ticket:
    ticket = scene.call()
    scene.serve(ticket)
    return ticket


def test_a_finish_is_undone_as_if_it_had_not_been(scene: Scene) -> None:
    ticket = finished(scene)
    started_at_ms = ticket.started_at_ms
    scene.now_ms = at("09:00:09")

    scene.step(do.UndoFinish, ticket)

    window = scene.hall.window(W1)
    assert (ticket.state, ticket.started_at_ms) == (State.SERVING, started_at_ms)
    assert (window.ticket_id, window.finished_today, window.invitation) == (ticket.id, 0, None)
    assert ticket.number in scene.hall.day.numbers_in_use
    scene.step(do.FinishService, ticket)
    assert scene.hall.window(W1).finished_today == 1


def test_after_ten_seconds_a_finish_stands(scene: Scene) -> None:
    ticket = finished(scene)
    scene.now_ms = at("09:00:10")

    with pytest.raises(errors.UndoOver):
        scene.step(do.UndoFinish, ticket)


def test_a_hall_may_allow_no_undo() -> None:
    scene = Scene(hall_file(desk={"undo_finish_s": 0}))
    scene.staffed()
    scene.issue()
    ticket = finished(scene)

    with pytest.raises(errors.UndoOver):
        scene.step(do.UndoFinish, ticket)


def test_a_rated_service_is_over(scene: Scene) -> None:
    ticket = finished(scene)
    scene.at_window(do.RateService, service_id=ticket.service_id, level=5, source="keypad")

    with pytest.raises(errors.UndoOver):
        scene.step(do.UndoFinish, ticket)


def test_a_window_that_has_called_the_next_cannot_go_back(scene: Scene) -> None:
    ticket = finished(scene)
    scene.call()

    with pytest.raises(errors.WindowBusy):
        scene.step(do.UndoFinish, ticket)


def test_only_the_window_that_finished_last_undoes_it(scene: Scene) -> None:
    scene.staffed(W2, WANG)
    first = finished(scene)
    second = finished(scene)

    with pytest.raises(errors.UndoOver):
        scene.step(do.UndoFinish, first)
    with pytest.raises(errors.UndoOver):
        scene.step(do.UndoFinish, second, W2)
