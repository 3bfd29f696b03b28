"""The panel says on request why a ticket was called, in words and figures."""

from itertools import product
from typing import get_args

import pytest

from caller.core.screens import Panel
from contract.hall import Policy
from contract.ids import EpochMs, PriorityId, TicketId
from contract.messages.state import PanelState
from coordinator.domain.events import Why
from coordinator.domain.line import Candidate
from coordinator.domain.policy import Choice, Moment, in_order, order_of
from tests.helpers.desk import called, ticket
from tests.unit.caller.clerk import Clerk

MINUTE_MS = 60_000
ELDER = PriorityId("elder")


def late(number: str = "A012") -> PanelState:
    facts = {"waited_ms": 31 * MINUTE_MS, "guard_ms": 30 * MINUTE_MS}
    return called(ticket=ticket(number, why="longest_wait", why_facts=facts))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Waited 31 min, over the guard of 30"),
        ("zh", "已等 31 分钟，超过上限 30 分钟"),
    ],
)
@pytest.mark.parametrize("press", [("why", ""), ("key", "W")])
def test_the_reason_is_shown_when_asked_for_and_hidden_when_asked_again(
    language: str, text: str, press: tuple[str, str]
) -> None:
    clerk = Clerk(late(), language)
    assert clerk.sees(Panel).ticket.asks_why
    assert clerk.sees(Panel).ticket.why == ""

    clerk.tap(*press)
    assert clerk.sees(Panel).ticket.why == text

    clerk.tap(*press)
    assert clerk.sees(Panel).ticket.why == ""
    assert clerk.sent == []


def test_the_reason_goes_with_its_ticket() -> None:
    clerk = Clerk(late())
    clerk.tap("why")

    clerk.bench.show(late("A013"))

    assert clerk.sees(Panel).ticket.why == ""


def test_a_ticket_that_was_not_called_in_turn_has_no_reason() -> None:
    clerk = Clerk(called(ticket=ticket()))
    clerk.tap("why")

    assert clerk.sees(Panel).ticket.asks_why == ""
    assert clerk.sees(Panel).ticket.why == ""


def test_a_rule_the_panel_does_not_know_yet_is_shown_by_its_name() -> None:
    clerk = Clerk(called(ticket=ticket(why="by_lot", why_facts={"lot": 4})))
    clerk.tap("why")
    assert clerk.sees(Panel).ticket.why == "by_lot"


def choices() -> dict[Why, Choice]:
    """Return a choice of every rule that the orders can give."""
    now_ms = EpochMs(1000 * MINUTE_MS)
    waiting = [
        Candidate(
            EpochMs(now_ms - wait * MINUTE_MS), n, TicketId(f"t{n}"), rank, priority, due, weight
        )
        for n, (wait, rank, priority, due, weight) in enumerate(
            [
                (40, 0, None, None, 1),
                (20, 0, None, None, 1),
                (5, 1, ELDER, None, 1),
                (15, 0, None, None, 9),
                (10, 0, None, EpochMs(now_ms - MINUTE_MS), 1),
            ]
        )
    ]
    found: dict[Why, Choice] = {}
    policies = [
        Policy(order="strict"),
        Policy(order="first_come"),
        Policy(order="accumulating"),
        Policy(order="alternating"),
    ]
    for policy, run, booked in product(policies, (0, 2), (False, True)):
        queues = (iter([candidate]) for candidate in waiting)
        moment = Moment(now_ms=now_ms, priority_run=run, appointment_run=run)
        order = order_of(policy, appointments=booked)
        found |= {choice.why: choice for choice in in_order(order, queues, moment)}
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("why", get_args(Why))
def test_every_rule_has_its_words_and_the_figures_for_them(why: Why, language: str) -> None:
    out_of_turn = {"waited_ms": 31 * MINUTE_MS}
    facts = out_of_turn if why == "chosen" else choices()[why].facts
    clerk = Clerk(called(ticket=ticket(why=why, why_facts=facts, priority_id=ELDER)), language)

    clerk.tap("why")

    shown = clerk.sees(Panel).ticket.why
    assert shown != why
    assert any(character.isdigit() for character in shown)


def test_that_the_ticket_was_kept_for_this_window_is_said_too() -> None:
    facts = {"waited_ms": 5 * MINUTE_MS, "kept": 1}
    clerk = Clerk(called(ticket=ticket(why="first_come", why_facts=facts)))

    clerk.tap("why")

    assert clerk.sees(Panel).ticket.why.endswith("waited for this window alone")
