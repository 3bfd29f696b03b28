"""A service ends with an outcome and notes, from the lists of the hall file."""

import pytest

from contract.ids import GroupId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.events import ServiceFinished
from coordinator.domain.ticket import State, Ticket
from tests.helpers.scene import GENERAL, Scene
from tests.helpers.visits import PERMITS, come_for, started, visits_scene


@pytest.fixture
def scene() -> Scene:
    return visits_scene()


def served(scene: Scene, group_id: GroupId) -> Ticket:
    come_for(scene, group_id)
    return started(scene)


def test_outcome_and_notes_are_kept_with_the_service(scene: Scene) -> None:
    ticket = served(scene, PERMITS)

    [finished] = scene.step(do.FinishService, ticket, outcome_id="granted", note_ids=("copy",))

    assert isinstance(finished, ServiceFinished)
    assert (finished.outcome_id, finished.note_ids) == ("granted", ("copy",))


def test_what_is_for_another_group_is_refused(scene: Scene) -> None:
    ticket = served(scene, GENERAL)

    with pytest.raises(errors.UnknownOutcome):
        scene.step(do.FinishService, ticket, outcome_id="granted")
    with pytest.raises(errors.UnknownNote):
        scene.step(do.FinishService, ticket, note_ids=("copy",))
    assert ticket.state is State.SERVING


def test_an_outcome_may_be_left_out(scene: Scene) -> None:
    ticket = served(scene, GENERAL)
    scene.step(do.FinishService, ticket)
    assert ticket.state is State.FINISHED


def test_a_hall_may_want_an_outcome() -> None:
    scene = visits_scene(desk={"outcome_required": True})
    ticket = served(scene, PERMITS)

    with pytest.raises(errors.OutcomeNeeded):
        scene.step(do.FinishService, ticket)
    scene.step(do.FinishService, ticket, outcome_id="granted")
    assert ticket.state is State.FINISHED


def test_where_no_outcome_is_listed_none_is_wanted() -> None:
    listed = {"id": "granted", "name": {"zh": "准", "en": "Granted"}, "groups": ["permits"]}
    scene = visits_scene(desk={"outcome_required": True}, outcome=[listed])
    ticket = served(scene, GENERAL)

    scene.step(do.FinishService, ticket)

    assert ticket.state is State.FINISHED
