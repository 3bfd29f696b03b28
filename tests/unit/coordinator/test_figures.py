"""What is counted of a clerk's day, and shown to that clerk alone."""

import pytest

from coordinator.domain import commands as do
from coordinator.domain.hall import ClerkFigures
from coordinator.domain.ticket import Ticket
from coordinator.service.panel_views import Panels
from tests.helpers.scene import LI, MINUTE_MS, W1, W2, WANG, Scene


@pytest.fixture
def scene() -> Scene:
    made = Scene()
    made.staffed(W1, LI)
    for _ in range(3):
        made.issue()
    return made


def served(scene: Scene, *, minutes: int) -> Ticket:
    ticket = scene.call()
    scene.step(do.StartService, ticket)
    scene.pass_time(seconds=60 * minutes)
    scene.step(do.FinishService, ticket)
    return ticket


def test_services_and_their_time_are_counted_and_an_undone_one_is_not(scene: Scene) -> None:
    served(scene, minutes=4)
    undone = served(scene, minutes=10)

    scene.step(do.UndoFinish, undone)

    assert scene.hall.day.figures[LI] == ClerkFigures(finished=1, serving_ms=4 * MINUTE_MS)


def test_what_is_undone_is_taken_from_whom_it_was_counted_for(scene: Scene) -> None:
    undone = served(scene, minutes=4)
    scene.at_window(do.SignIn, W1, clerk_id=WANG, take_over=True)

    scene.step(do.UndoFinish, undone)

    assert scene.hall.day.figures == {LI: ClerkFigures()}


def test_no_shows_and_who_was_sent_on_are_counted_apart(scene: Scene) -> None:
    scene.step(do.MarkNoShow, scene.call())
    scene.staffed(W2, WANG)
    ticket = scene.call()
    scene.step(do.StartService, ticket)
    scene.step(do.TransferTicket, ticket, to_window_id=W2)

    own = scene.hall.day.figures[LI]
    assert (own.no_shows, own.sent_on, own.finished) == (1, 1, 0)


def test_a_rating_counts_for_who_served(scene: Scene) -> None:
    service_id = served(scene, minutes=1).service_id
    scene.at_window(do.RateService, W1, service_id=service_id, level=5, source="keypad")

    assert scene.hall.day.figures[LI].rated == [0, 0, 0, 0, 1]


def test_the_panel_shows_the_figures_of_who_is_signed_in_at_whatever_window(scene: Scene) -> None:
    served(scene, minutes=4)
    served(scene, minutes=8)
    scene.at_window(do.SignOut, W1)
    scene.staffed(W2, LI)

    panels = Panels(scene.hall, {}, scene.now_ms)

    own = panels.of(W2).own
    assert own is not None
    assert (own.finished, own.mean_ms) == (2, 6 * MINUTE_MS)
    assert panels.of(W1).own is None
