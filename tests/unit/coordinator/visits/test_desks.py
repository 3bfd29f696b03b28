"""Desks of the back office work on files, while their citizens sit in the hall."""

import pytest

from contract.ids import GroupId, ZoneId
from coordinator.domain import commands as do
from coordinator.domain import errors
from coordinator.domain.automatic import automatic_call
from coordinator.domain.events import CallMade, TicketTaken
from coordinator.domain.ticket import State, Ticket
from coordinator.service import views
from coordinator.service.panel_views import Panels
from tests.helpers.scene import GENERAL, K1, LI, W1, W3, ZHAO, Scene, at
from tests.helpers.visits import (
    COUNTER,
    DESK,
    PAPERS,
    PAY,
    REVIEW,
    WINDOWS,
    come_for,
    kinds,
    started,
    visits_scene,
)


@pytest.fixture
def scene() -> Scene:
    return visits_scene()


def on_file(scene: Scene, *more: GroupId) -> Ticket:
    """Have a citizen's file sent to the desk."""
    ticket = come_for(scene, GENERAL, *more)
    started(scene)
    scene.step(do.TransferTicket, ticket, to_group_id=REVIEW)
    return ticket


def test_a_desk_takes_a_file_up_and_nobody_is_called(scene: Scene) -> None:
    ticket = on_file(scene)
    scene.now_ms = at("09:10")
    seqs = dict(scene.hall.call_seqs)

    [taken] = scene.at_window(do.CallNext, DESK)

    assert isinstance(taken, TicketTaken)
    assert not isinstance(taken, CallMade)
    assert (taken.why, taken.wait_ms, taken.window_id) == ("first_come", 600_000, DESK)
    assert (ticket.state, ticket.started_at_ms) == (State.SERVING, at("09:10"))
    assert scene.hall.call_seqs == seqs


def test_no_board_knows_of_desks(scene: Scene) -> None:
    on_file(scene)
    scene.at_window(do.CallNext, DESK)
    scene.at_window(do.PauseWindow, DESK, reason="tea", hold_ticket=True)

    board = views.board_state(scene.hall, ZoneId("east"), lambda _: None)

    assert (board.calls, board.lines, board.paused_window_ids) == ((), (), ())


def test_nobody_rates_a_desk_but_the_visit_goes_on(scene: Scene) -> None:
    ticket = on_file(scene, PAPERS)
    scene.at_window(do.CallNext, DESK)

    events = scene.step(do.FinishService, ticket, DESK)

    assert kinds(events) == ["ServiceFinished", "VisitWentOn"]
    assert scene.hall.window(DESK).invitation is None
    assert (ticket.state, ticket.group_id) == (State.WAITING, PAPERS)


def test_a_file_that_was_laid_aside_is_taken_up_again(scene: Scene) -> None:
    ticket = on_file(scene)
    scene.at_window(do.CallNext, DESK)
    scene.step(do.HoldTicket, ticket, DESK, reason="asks the archive")

    [taken] = scene.step(do.ResumeTicket, ticket, DESK)

    assert isinstance(taken, TicketTaken)
    assert (taken.why, ticket.why, ticket.state) == (None, None, State.SERVING)
    assert ticket.hold_reason == ""


def test_a_supervisor_takes_a_chosen_file() -> None:
    scene = visits_scene(clerk=[
        {"id": name, "name": {"zh": name, "en": name}, "role": "supervisor"}
        for name in ("li", "wang", "zhao")
    ])  # fmt: skip
    ticket = on_file(scene)

    [taken] = scene.at_window(do.CallTicket, DESK, number=ticket.number)

    assert isinstance(taken, TicketTaken)
    assert taken.why == "chosen"


def test_a_desk_that_takes_files_by_itself_calls_nobody_either() -> None:
    scene = visits_scene(window=[*WINDOWS[:2], WINDOWS[2] | {"auto_call_s": 5}])
    on_file(scene)
    scene.now_ms = at("09:01")

    assert kinds(automatic_call(scene.hall, DESK, scene.now_ms)) == ["TicketTaken"]


def test_a_file_that_comes_before_its_citizen_was_served_is_taken_on_at_the_desk(
    scene: Scene,
) -> None:
    ticket = come_for(scene, GENERAL)
    scene.call(COUNTER)
    scene.step(do.TransferTicket, ticket, to_group_id=REVIEW)

    events = scene.at_window(do.CallNext, DESK)

    assert kinds(events) == ["TicketTaken", "VisitTakenOn"]
    assert (ticket.first_window_id, ticket.first_clerk_id) == (W3, ZHAO)


def test_no_ticket_is_given_for_a_desk_or_a_till(scene: Scene) -> None:
    for group_id in (REVIEW, PAY):
        with pytest.raises(errors.GroupNotOffered):
            scene.carry_out(scene.make(do.IssueTicket, K1, group_id=group_id))
        state = views.queue_state(scene.hall, group_id, scene.now_ms, None)
        assert (state.accepting, state.closed_reason) == (False, "no_tickets")


def supervised() -> Scene:
    scene = visits_scene(clerk=[
        {"id": "li", "name": {"zh": "li", "en": "li"}, "role": "supervisor"},
        *({"id": name, "name": {"zh": name, "en": name}} for name in ("wang", "zhao")),
    ])  # fmt: skip
    assert scene.hall.window(W1).clerk_id == LI
    return scene


@pytest.mark.parametrize(("window_id", "group_id"), [(W3, GENERAL), (W1, REVIEW)])
def test_desks_and_windows_never_change_places(window_id: str, group_id: str) -> None:
    with pytest.raises(errors.WrongKind):
        supervised().at_window(
            do.SetWindowServices, W1, of_window_id=window_id, serves=(group_id,), weights={}
        )


def test_a_window_takes_no_files(scene: Scene) -> None:
    on_file(scene)

    with pytest.raises(errors.NobodyWaits):
        scene.at_window(do.CallNext, COUNTER)


def test_the_panel_of_a_desk_shows_the_file_as_any_other_ticket(scene: Scene) -> None:
    ticket = on_file(scene, PAPERS)
    scene.at_window(do.CallNext, DESK)

    panel = Panels(scene.hall, {}, scene.now_ms).of(DESK)

    assert panel.stage == "serving"
    assert panel.ticket is not None
    assert [step.group_id for step in panel.ticket.steps] == [PAPERS]
    assert (panel.ticket.ticket_id, panel.ticket.first_clerk_id) == (ticket.id, LI)
