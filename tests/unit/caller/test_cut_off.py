"""A window without its coordinator or its broker, row by row as docs/cut-off.md has it."""

from unittest.mock import create_autospec

import pytest

from caller.core.keypad_clerk import KeypadClerk
from caller.core.ports import Keypads
from caller.core.ratings import Ratings
from caller.core.screens import Panel
from contract.messages.commands import RaisePanic, RateService
from messaging import LinkState
from tests.helpers.desk import GENERAL, Bench, bench, called, free, heartbeat, invitation, line
from tests.unit.caller.clerk import Clerk

NOBODY_HEARD = "Nobody heard this call for help: call out, or phone"


def cut_broker(made: Bench) -> None:
    made.lose_line()


def silence_coordinator(made: Bench) -> None:
    made.wait(20_000)


CUTS = pytest.mark.parametrize("cut", [cut_broker, silence_coordinator])


@CUTS
def test_a_panel_says_so_and_its_buttons_are_dead(cut: object) -> None:
    clerk = Clerk(free())
    cut(clerk.bench)  # type: ignore[operator]

    clerk.tap("main")

    panel = clerk.sees(Panel)
    assert panel.frame.offline.startswith("No connection")
    assert not panel.frame.ready
    assert clerk.bench.sent == []


@CUTS
def test_a_panel_still_shows_who_is_at_the_window(cut: object) -> None:
    clerk = Clerk(called("A012"))
    cut(clerk.bench)  # type: ignore[operator]

    assert clerk.sees(Panel).ticket.number == "A012"


def test_a_press_that_was_not_answered_is_named_and_never_sent_again() -> None:
    made = bench(free())
    made.desk.call_next()
    made.lose_line()

    made.desk.on_no_answer(made.wire.sent[-1])
    made.connect()
    made.wait(3_600_000)

    assert made.sent == ["CallNext"]


def test_a_cry_for_help_that_nobody_can_hear_is_said_to_be_so_at_once() -> None:
    clerk = Clerk(called())
    clerk.bench.lose_line()

    clerk.tap("panic")

    assert clerk.sees(Panel).frame.message == NOBODY_HEARD


def test_a_cry_for_help_without_an_answer_is_said_to_be_unheard() -> None:
    clerk = Clerk(called())
    clerk.tap("panic")
    [cry] = clerk.bench.wire.sent
    assert isinstance(cry, RaisePanic)
    assert clerk.sees(Panel).frame.message == ""

    clerk.bench.desk.on_no_answer(cry)

    assert clerk.sees(Panel).frame.message == NOBODY_HEARD


def test_a_cry_for_help_that_is_refused_is_said_to_be_unheard() -> None:
    clerk = Clerk(called())
    clerk.tap("panic")

    clerk.bench.refuse("not_authorized")

    assert clerk.sees(Panel).frame.message == NOBODY_HEARD


@CUTS
def test_a_call_keypad_keeps_the_ticket_and_blanks_the_count_until_it_is_known(cut: object) -> None:
    made = bench()
    keypads = create_autospec(Keypads, instance=True)
    KeypadClerk(made.desk, keypads, reason="")
    made.show(called("A012", lines=(line(GENERAL, 4),)))
    assert keypads.show.call_args.args == (4, "A012")

    cut(made)  # type: ignore[operator]
    assert keypads.show.call_args.args == (None, "A012")

    made.desk.on_link(LinkState.CONNECTED, "")
    made.desk.on_hall(heartbeat(made.clock.now_ms()))
    made.desk.on_panel(free(lines=(line(GENERAL, 2),)))
    assert keypads.show.call_args.args == (2, None)


def test_a_rating_pressed_while_the_line_is_down_ends_with_its_invitation() -> None:
    made = bench()
    ratings = Ratings(
        made.desk, create_autospec(Keypads, instance=True), wire=made.wire, clock=made.clock
    )
    made.show(free(rating=invitation(left_s=30)))
    made.lose_line()

    ratings.rate(5, source="keypad")

    [rating] = made.wire.sent
    assert isinstance(rating, RateService)
    assert rating.expires_at_ms == invitation(left_s=30).until_ms
    made.wait(31_000)
    assert ratings.invited is None
