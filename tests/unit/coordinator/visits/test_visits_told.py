"""What is told of visits: answers, events, state of panels and boards."""

import msgspec
import pytest

from contract.ids import ClerkId, ServiceId, TicketId
from contract.messages.answers import AnyAnswer, Done, TicketSlip
from contract.messages.base import decode, encode
from contract.messages.events import HallEvent
from contract.messages.state import BoardState, PanelState, QueueState
from contract.messages.visits import VisitStep
from coordinator.domain import commands as do
from tests.helpers.coordinator import Desk, issue, panel, paper
from tests.helpers.scene import GENERAL, LI, WANG, ZHAO
from tests.helpers.visits import PAPERS, PERMITS, REVIEW, visits_file, wish

A001 = TicketId("2026-11-23.A001")


@pytest.fixture
def desk() -> Desk:
    made = Desk(visits_file()).started()
    for window_id, clerk_id in (("w1", LI), ("w2", WANG), ("w3", ZHAO)):
        made.ask(panel(do.SignIn, window_id, clerk_id=ClerkId(clerk_id)))
    return made


def slip_in(answers: list[AnyAnswer]) -> TicketSlip:
    [answer] = answers
    assert isinstance(answer, Done)
    assert answer.ticket is not None
    return answer.ticket


def events(desk: Desk, kind: str) -> list[HallEvent]:
    """Return the events of a kind as a listener reads them."""
    told = (message for topic, message, _ in desk.publisher.news if topic.endswith(f"event/{kind}"))
    return [decode(encode(message), HallEvent) for message in told]


def coming_for(desk: Desk, *more: do.ServiceWish) -> None:
    desk.ask(issue(more=more), *paper("A001"))


def serve_first(desk: Desk) -> None:
    desk.ask(panel(do.CallNext), panel(do.StartService, ticket_id=A001))


def test_the_slip_lists_what_comes_after_the_first_service(desk: Desk) -> None:
    slip = slip_in(desk.ask(issue(more=(wish(PERMITS), wish(PAPERS)))))

    assert [each.group_id for each in slip.more] == [PERMITS, PAPERS]


def test_a_listener_hears_the_services_of_a_ticket_and_where_it_goes_on(desk: Desk) -> None:
    coming_for(desk, wish(PAPERS))
    serve_first(desk)
    desk.ask(panel(do.FinishService, ticket_id=A001, outcome_id="done"))

    step = VisitStep(service_id=ServiceId(f"{A001}.2"), group_id=PAPERS)
    [issued] = events(desk, "ticket_issued")
    [finished] = events(desk, "service_finished")
    [went_on] = events(desk, "visit_went_on")
    assert issued.more == (step,)
    assert finished.outcome_id == "done"
    assert (went_on.service_id, went_on.step) == (f"{A001}.1", step)


def test_the_line_that_the_visit_joins_is_published_at_once(desk: Desk) -> None:
    coming_for(desk, wish(PAPERS))
    serve_first(desk)
    desk.ask(panel(do.FinishService, ticket_id=A001))

    assert desk.publisher.state("queue/papers", QueueState).waiting == 1


def test_the_panel_shows_what_is_to_come_and_who_took_the_visit_on(desk: Desk) -> None:
    coming_for(desk, wish(PAPERS))
    serve_first(desk)

    ticket = desk.publisher.state("panel/w1", PanelState).ticket

    assert ticket is not None
    assert [step.group_id for step in ticket.steps] == [PAPERS]
    assert (ticket.first_window_id, ticket.first_clerk_id) == ("w1", LI)


def test_a_visit_that_stayed_can_be_undone_from_the_panel(desk: Desk) -> None:
    coming_for(desk, wish(PERMITS))
    serve_first(desk)
    desk.ask(panel(do.FinishService, ticket_id=A001))

    state = desk.publisher.state("panel/w1", PanelState)

    assert state.stage == "serving"
    assert state.undo is not None
    assert state.undo.ticket_id == A001
    assert state.rating is not None
    assert state.rating.service_id == f"{A001}.1"


def test_a_desk_is_answered_with_the_file_and_no_zone_hears_of_it(desk: Desk) -> None:
    coming_for(desk)
    serve_first(desk)
    desk.ask(panel(do.TransferTicket, ticket_id=A001, to_group_id=REVIEW))
    before = len([topic for topic, *_ in desk.publisher.news if "/call/" in topic])

    slip = slip_in(desk.ask(panel(do.CallNext, "w3")))

    assert (slip.number, slip.group_id) == ("A001", REVIEW)
    calls = [topic for topic, *_ in desk.publisher.news if "/call/" in topic]
    assert len(calls) == before == 1
    assert desk.publisher.state("board/east", BoardState).lines == ()
    assert desk.publisher.state("panel/w3", PanelState).stage == "serving"


def test_a_quick_service_is_answered_with_the_ticket_it_makes(desk: Desk) -> None:
    slip = slip_in(desk.ask(panel(do.QuickService, group_id=GENERAL)))

    assert slip.number == "Q001"
    assert desk.publisher.state("panel/w1", PanelState).stage == "serving"
    assert len(events(desk, "quick_service_began")) == 1


def test_a_restart_knows_how_far_every_visit_is(desk: Desk) -> None:
    coming_for(desk, wish(PERMITS), wish(PAPERS))
    serve_first(desk)
    desk.ask(panel(do.FinishService, ticket_id=A001))

    again = Desk(visits_file(), desk.store).started()

    for path in ("panel/w1", "panel/w2", "queue/papers"):
        told = desk.publisher.retained[f"hallcall/v1/small/state/{path}"]
        assert msgspec.json.decode(
            again.publisher.retained[f"hallcall/v1/small/state/{path}"]
        ) == msgspec.json.decode(told)
