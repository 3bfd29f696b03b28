"""A rating belongs to the service just done, once, and in time."""

from typing import Any
from unittest.mock import create_autospec

from caller.core.ports import Keypads
from caller.core.ratings import Ratings
from contract.ids import CommandId, ServiceId
from contract.messages.commands import RateService
from tests.helpers.desk import WINDOW, Bench, bench, called, free, invitation


def asked(**left: int) -> tuple[Bench, Ratings, Any]:
    """Return a window that invites the rating of A012."""
    made = bench(free())
    keypads = create_autospec(Keypads, instance=True)
    ratings = Ratings(made.desk, keypads, wire=made.wire, clock=made.clock)
    made.show(free(rating=invitation("A012", **left)))
    return made, ratings, keypads


def test_an_invitation_starts_the_keypad_once() -> None:
    made, _, keypads = asked()

    made.desk.on_panel(called(rating=invitation("A012")))

    keypads.start_rating.assert_called_once_with()


def test_the_next_invitation_starts_the_keypad_again() -> None:
    made, _, keypads = asked()

    made.desk.on_panel(free(rating=invitation("A013")))

    assert keypads.start_rating.call_count == 2


def test_an_invitation_that_is_over_does_not_start_the_keypad() -> None:
    _, _, keypads = asked(left_s=0)

    keypads.start_rating.assert_not_called()


def test_a_press_rates_the_invited_service() -> None:
    made, ratings, _ = asked()

    ratings.rate(4, source="keypad")

    assert made.wire.sent == [
        RateService(
            command_id=CommandId("command-1"),
            sent_at_ms=made.clock.now_ms(),
            expires_at_ms=invitation("A012").until_ms,
            window_id=WINDOW.id,
            service_id=ServiceId("2026-11-22.A012.1"),
            level=4,
            source="keypad",
        )
    ]


def test_a_second_press_does_not_rate_again() -> None:
    made, ratings, _ = asked()

    ratings.rate(4, source="keypad")
    ratings.rate(1, source="keypad")

    assert made.sent == ["RateService"]


def test_a_late_press_is_dropped() -> None:
    made, ratings, _ = asked(left_s=30)
    made.wait(30_000)

    ratings.rate(5, source="keypad")

    assert made.sent == []


def test_a_press_after_the_invitation_was_taken_back_is_dropped() -> None:
    made, ratings, _ = asked()
    made.desk.on_panel(called())

    ratings.rate(5, source="keypad")

    assert made.sent == []


def test_a_rating_does_not_stop_the_clerk() -> None:
    made, ratings, _ = asked()

    ratings.rate(5, source="keypad")

    assert made.desk.call_next()
