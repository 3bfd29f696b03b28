"""Visits on the panel: sent on, held, added to, ended with an outcome, begun without a ticket."""

from typing import Any

import msgspec
import pytest

from caller.core.pages.tickets import HOLD_MINUTES
from caller.core.screens import Browse, Entry, HoldReason, Options, Panel, Sheet, Transfer
from contract.hall import Note, Outcome
from contract.ids import ClerkId, EpochMs, NoteId, OutcomeId, ServiceId, WindowId
from contract.messages.state import WindowState
from contract.messages.visits import VisitStep
from contract.text import Text
from tests.helpers.desk import HALL, HOUSING, NOW_MS, WINDOW, free, serving, ticket
from tests.unit.caller.clerk import Clerk

STEP = VisitStep(service_id=ServiceId("2026-11-22.A012.2"), group_id=HOUSING)
ACCEPTED = Outcome(id=OutcomeId("accepted"), name=Text(zh="已受理", en="Accepted"))
ELSEWHERE = Outcome(
    id=OutcomeId("elsewhere"), name=Text(zh="他处", en="Elsewhere"), groups=(HOUSING,)
)
TOLD = Note(id=NoteId("told"), name=Text(zh="已告知", en="Told"))
LISTS = HALL.model_copy(update={"outcome": (ACCEPTED, ELSEWHERE), "note": (TOLD,)})
STRICT = LISTS.model_copy(update={"desk": HALL.desk.model_copy(update={"outcome_required": True})})


def with_steps(*steps: VisitStep, **facts: Any) -> Clerk:
    started = EpochMs(NOW_MS - 60_000)
    return Clerk(serving(ticket=ticket(steps=steps, started_at_ms=started, **facts)))


def sent_to(clerk: Clerk) -> dict[str, object]:
    """Where the last transfer went, without what was left out."""
    return {name: value for name, value in clerk.last("ticket_id").items() if value}


def test_sent_to_a_window_by_keys_and_search() -> None:
    clerk = Clerk(serving())

    clerk.keys("T", "F2")
    clerk.tap("browse.search", "window 7")
    assert [row.id for row in clerk.sees(Browse).rows] == ["w7"]
    clerk.keys("Enter")

    assert sent_to(clerk) == {"to_window_id": "w7"}
    clerk.sees(Panel)


def test_the_own_window_is_no_place_to_be_sent_to() -> None:
    clerk = Clerk(serving())

    clerk.keys("T", "F2")

    assert WINDOW.id not in [row.id for row in clerk.sees(Browse).rows]


def test_sent_to_a_clerk_who_is_shown_with_the_window() -> None:
    clerk = Clerk(serving())
    clerk.hear(
        WindowState(
            window_id=WindowId("w5"),
            status="open",
            pause_reason="",
            clerk_id=ClerkId("c04"),
            number=None,
            stage=None,
            call_seq=None,
            since_ms=NOW_MS,
        )
    )

    clerk.keys("T", "F3")
    [row] = [row for row in clerk.sees(Browse).rows if row.id == "c04"]
    assert row.note == "Window 5"
    clerk.bench.wait(500)
    clerk.tap("browse.choose", "c04")

    assert sent_to(clerk) == {"to_clerk_id": "c04"}


def test_the_way_back_is_chosen_before_the_place() -> None:
    clerk = Clerk(serving())

    clerk.keys("T", "F4", "2", "Enter")

    assert clerk.last()["returns"] is True


def test_not_before_a_time_goes_with_any_place() -> None:
    clerk = Clerk(serving())
    now = clerk.bench.desk.hall_ms
    clerk.keys("T", "F5")
    clerk.sees(Entry)

    clerk.type("23:50")
    clerk.keys("Enter")
    when = [option.text for option in clerk.sees(Transfer).options if option.id == "F5"]
    assert when == ["When: from 23:50"]
    clerk.keys("F2")
    clerk.bench.wait(500)
    clerk.tap("browse.choose", "w7")

    assert set(sent_to(clerk)) == {"to_window_id", "not_before_ms"}
    assert clerk.last()["not_before_ms"] > now


def test_the_same_line_but_later_wants_a_time() -> None:
    clerk = Clerk(serving())
    clerk.keys("T", "F6")
    assert clerk.sent == []

    clerk.keys("F5")
    clerk.type("2350")
    clerk.keys("Enter", "F6")

    assert set(sent_to(clerk)) == {"not_before_ms"}


@pytest.mark.parametrize("typed", ["2561", "99", "0001", "abc9999"])
def test_what_is_no_later_time_of_today_is_not_taken(typed: str) -> None:
    clerk = Clerk(serving())
    clerk.keys("T", "F5")

    clerk.type(typed)
    clerk.keys("Enter")

    clerk.sees(Entry)


def test_a_hold_that_ends_by_itself() -> None:
    clerk = Clerk(serving())

    clerk.keys("H", "F5", "F5")
    assert clerk.sees(HoldReason).options[0].text == "Back by itself: after 10 min"
    clerk.keys("1")

    assert clerk.last()["return_s"] == 600


def test_the_minutes_of_a_hold_come_round() -> None:
    clerk = Clerk(serving())
    clerk.keys("H")
    before = clerk.sees(HoldReason)

    clerk.keys(*["F5"] * len(HOLD_MINUTES))

    assert clerk.sees(HoldReason) == before


def test_services_to_come_are_shown_and_can_be_taken_off() -> None:
    clerk = with_steps(STEP)
    assert clerk.sees(Panel).ticket.visit == "then: Housing"
    clerk.keys("V")
    assert [option.key for option in clerk.sees(Sheet).options] == ["A", "1"]

    clerk.keys("1")

    assert (clerk.sent, clerk.last("ticket_id")) == (
        ["DropService"],
        {"service_id": STEP.service_id},
    )
    clerk.bench.done()
    clerk.sees(Sheet)


def test_who_took_the_visit_on_is_named() -> None:
    clerk = with_steps(first_window_id=WindowId("w1"), first_clerk_id=ClerkId("c03"))

    clerk.keys("V")

    facts = {fact.name: fact.text for fact in clerk.sees(Sheet).facts}
    assert facts["Taken on by"] == "Zhang Min · Window 1"


def test_a_service_is_added_by_search_and_the_visit_shown_again() -> None:
    clerk = with_steps()
    clerk.keys("V", "A")

    clerk.tap("browse.search", "Yearly review of housing")
    clerk.keys("Enter")

    assert clerk.last("ticket_id") == {"group_id": "housing", "item_id": "housing-review"}
    clerk.sees(Sheet)


def test_a_service_ends_with_an_outcome_of_its_group_and_notes() -> None:
    clerk = Clerk(serving(), hall=LISTS)
    clerk.keys("O")
    texts = [option.text for option in clerk.sees(Options).options]
    assert texts == ["Accepted", "Note: Told", "Finish without an outcome"]

    clerk.keys("2")
    assert clerk.sees(Options).options[1].text == "✓ Note: Told"
    clerk.keys("1")

    assert clerk.last("ticket_id") == {"outcome_id": "accepted", "note_ids": ("told",)}


def test_the_big_button_finishes_at_once_where_no_outcome_is_wanted() -> None:
    clerk = Clerk(serving(), hall=LISTS)

    clerk.keys("Space")

    assert clerk.last("ticket_id") == {"outcome_id": None, "note_ids": ()}


def test_the_big_button_asks_where_an_outcome_is_wanted() -> None:
    clerk = Clerk(serving(), hall=STRICT)

    clerk.keys("Space", "Enter")
    assert clerk.sent == []
    clerk.keys("1")

    assert clerk.last("ticket_id") == {"outcome_id": "accepted", "note_ids": ()}


def test_whoever_has_no_ticket_is_served_where_the_hall_has_numbers_for_it() -> None:
    desk = HALL.desk.model_copy(update={"quick_series": HALL.series[0].id})
    clerk = Clerk(free(), hall=HALL.model_copy(update={"desk": desk}))

    clerk.keys("F", "2")

    assert (clerk.sent, clerk.last()) == (["QuickService"], {"group_id": HOUSING, "item_id": None})


def test_without_numbers_for_it_nobody_is_offered_that() -> None:
    desk = HALL.desk.model_copy(update={"quick_series": None})
    clerk = Clerk(free(), hall=HALL.model_copy(update={"desk": desk}))

    clerk.keys("F", "1")

    assert clerk.sent == []
    clerk.tap("menu")
    assert "F" not in [option.key for option in clerk.sees(Options).options]


def test_who_waits_for_this_window_alone_is_counted() -> None:
    clerk = Clerk(msgspec.structs.replace(free(), kept_waiting=2))

    assert clerk.sees(Panel).waiting == "5 waiting · 2 for you alone"


def test_a_page_of_the_visit_closes_with_its_ticket() -> None:
    clerk = with_steps(STEP)
    clerk.keys("V", "A")

    clerk.bench.show(serving("A013"))

    clerk.sees(Panel)
