"""What a clerk may look at: who is next and why, and the figures of the own day."""

from typing import get_args

from caller.core.screens import Panel, Sheet
from contract.ids import PriorityId, WindowId
from contract.messages.state import OwnFigures
from coordinator.domain.events import Why
from qtkit.texts import Texts
from tests.helpers.desk import LOCALE, called, free, next_ticket, upcoming
from tests.helpers.hall_news import window_state
from tests.unit.caller.clerk import Clerk

ELDER = PriorityId("elder")


def seen(clerk: Clerk) -> list[tuple[str, str]]:
    side = clerk.sees(Panel).frame.side
    assert side is not None
    return [(ticket.number, ticket.why) for ticket in side.upcoming]


def test_who_is_next_stands_beside_the_panel_and_says_why() -> None:
    clerk = Clerk(free())
    clerk.hear(
        upcoming(
            next_ticket("A013", "priority", priority_id=ELDER),
            next_ticket("A012"),
            next_ticket("A014", kept=True),
        )
    )

    assert seen(clerk) == [
        ("A013", "Elderly"),
        ("A012", "waited longest"),
        ("A014", "for this window alone"),
    ]
    assert clerk.sees(Panel).next == "Next: A013 · 9 min · Elderly"


def test_who_was_called_meanwhile_is_next_no_more() -> None:
    clerk = Clerk(called("A012"))
    clerk.hear(upcoming(*map(next_ticket, ("A012", "A013", "A014"))))

    clerk.hear(window_state(window_id=WindowId("w2"), number="A013"))

    assert [number for number, _ in seen(clerk)] == ["A014"]


def test_nobody_is_next_before_anything_is_heard() -> None:
    clerk = Clerk(free())

    assert seen(clerk) == []
    assert clerk.sees(Panel).next == ""
    clerk.tap("next")
    assert clerk.sees(Sheet).title == "Nobody would be called now."


def test_the_page_of_who_is_next_gives_the_service_the_wait_and_the_rule() -> None:
    clerk = Clerk(free())
    clerk.hear(upcoming(next_ticket("A012")))

    clerk.tap("next")

    [fact] = clerk.sees(Sheet).facts
    assert (fact.name, fact.text) == ("A012", "General Services · 9 min · waited longest")


def test_every_rule_has_a_short_word() -> None:
    table = Texts(LOCALE).table("zh")
    rules = set(get_args(Why)) - {"chosen"}  # nobody is called out of turn in turn
    assert {f"next.{rule}" for rule in rules} - set(table) == set()


def test_a_clerk_s_own_day() -> None:
    own = OwnFigures(finished=3, mean_ms=425_000, no_shows=1, sent_on=2, rated=(0, 1, 0, 0, 2))
    clerk = Clerk(free(own=own))

    clerk.tap("own")

    sheet = clerk.sees(Sheet)
    assert sheet.title == "Wang Haiyan: today"
    assert {fact.name: fact.text for fact in sheet.facts} == {
        "Services finished": "3",
        "Mean time": "7 min 5 s",
        "Did not come": "1",
        "Sent on": "2",
        "Ratings": "Very satisfied: 2 · Not satisfied: 1",
    }


def test_a_day_that_has_just_begun_has_no_mean() -> None:
    clerk = Clerk(free(own=OwnFigures()))

    clerk.tap("own")

    facts = {fact.name: fact.text for fact in clerk.sees(Sheet).facts}
    assert "Mean time" not in facts
    assert facts["Ratings"] == "none yet"


def test_without_a_clerk_there_are_no_figures_to_show() -> None:
    clerk = Clerk(free())

    clerk.tap("own")

    clerk.sees(Panel)
