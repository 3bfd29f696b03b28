"""What the panel says."""

import pytest

from caller.core.screens import (
    Panel,
    SignIn,
)
from contract.ids import EpochMs
from contract.messages.commands import VisitorCard
from tests.helpers.desk import (
    NOW_MS,
    called,
    closed,
    free,
    invitation,
    ticket,
)
from tests.unit.caller.clerk import Clerk


def test_without_connection_the_last_state_stays_and_the_reason_is_said() -> None:
    clerk = Clerk(called("A012"))

    clerk.bench.lose_line()

    screen = clerk.sees(Panel)
    assert screen.ticket.number == "A012"
    assert screen.frame.offline == "No connection: the line is down, reconnecting"
    assert not screen.frame.ready
    clerk.tap("main")
    assert clerk.sent == []


def test_a_panel_that_has_heard_nothing_is_empty_and_says_so() -> None:
    clerk = Clerk(None)

    screen = clerk.sees(Panel)

    assert screen.frame.offline == "Reading the window's state…"
    assert (screen.ticket.number, screen.lines) == ("", ())
    clerk.tap("main")
    assert clerk.sent == []


def test_sending_is_said_only_when_it_takes_long() -> None:
    clerk = Clerk(free())

    clerk.presenter.on_tap("main", "")
    assert not clerk.sees(Panel).frame.sending

    clerk.bench.wait(400)
    assert clerk.sees(Panel).frame.sending


def test_the_ticket_is_shown_with_its_masked_visitor_and_its_wait() -> None:
    clerk = Clerk(called("A012"))

    card = clerk.sees(Panel).ticket

    assert (card.number, card.stage, card.stage_text) == ("A012", "called", "Called")
    assert (card.item, card.waited, card.since) == ("General Services", "waited 12 min", "02:00")
    assert card.visitor == "张* …123X"


@pytest.mark.parametrize(
    ("visitor", "expected"),
    [
        (None, "no identity given"),
        (VisitorCard(masked_name="", document_tail="5678"), "…5678"),
        (VisitorCard(masked_name="欧**", document_tail=""), "欧**"),
    ],
)
def test_what_is_known_of_the_visitor_is_shown(visitor: VisitorCard | None, expected: str) -> None:
    clerk = Clerk(called(ticket=ticket(visitor=visitor)))

    assert clerk.sees(Panel).ticket.visitor == expected


def test_names_the_hall_file_here_does_not_have_are_shown_by_id() -> None:
    strange = ticket(group_id="new-group", item_id="new-item", priority_id="new-class")

    card = Clerk(called(ticket=strange, clerk_id="c99")).sees(Panel).ticket

    assert (card.item, card.group, card.priority) == ("new-item", "new-group", "new-class")


def test_a_refusal_is_said_in_the_clerks_words() -> None:
    clerk = Clerk(closed(), language="zh")
    clerk.tap("main")
    clerk.tap("signin.clerk", "c01")

    clerk.bench.refuse("unknown_clerk", clerk="c01")

    frame = clerk.sees(SignIn).frame
    assert (frame.message, frame.refused) == ("没有人员 王海燕", True)


def test_a_refusal_nobody_has_translated_is_said_in_english() -> None:
    clerk = Clerk(free())
    clerk.tap("main")

    clerk.bench.refuse("something_new")

    assert clerk.sees(Panel).frame.message == "Not done: english for something_new"


def test_the_rating_invitation_counts_down_and_goes() -> None:
    clerk = Clerk(free(rating=invitation("A012", left_s=30)))
    clerk.bench.clock.at_ms = NOW_MS + 10_000
    clerk.bench.desk.on_tick()
    assert clerk.sees(Panel).frame.rating == "A012 may rate, 20 s"

    clerk.bench.wait(20_000)
    assert clerk.sees(Panel).frame.rating == ""


def test_the_language_changes_everywhere_at_once() -> None:
    clerk = Clerk(free(), language="zh")
    assert clerk.sees(Panel).main.text == "呼叫下一位"

    clerk.tap("language")

    clerk.view.set_language.assert_called_once_with("en")
    assert clerk.sees(Panel).main.text == "Call next"


@pytest.mark.parametrize(
    ("language", "priority_id", "said"),
    [("en", None, "Appointment 10:00"), ("zh", "elder", "预约 10:00 · 老年人")],
)
def test_an_appointment_is_shown_with_its_time(
    language: str, priority_id: str | None, said: str
) -> None:
    ten = EpochMs(1_763_949_600_000)  # in Shanghai
    booked = ticket(appointed_at_ms=ten, priority_id=priority_id)

    assert Clerk(called(ticket=booked), language).sees(Panel).ticket.priority == said
