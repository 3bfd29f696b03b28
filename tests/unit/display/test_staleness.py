"""What a display says of the age of what it shows."""

import pytest

from contract.ids import EpochMs
from display.core.staleness import Stale, stale
from messaging import HallWatch, LinkState
from tests.helpers.board import NOON, heartbeat


def at(seconds: float) -> EpochMs:
    return EpochMs(NOON + int(seconds * 1000))


@pytest.fixture
def watch() -> HallWatch:
    """A line that is up, and has brought a heartbeat at noon."""
    watch = HallWatch()
    watch.on_link(LinkState.CONNECTED, "", at(0))
    watch.on_hall(heartbeat(at(0)), at(0))
    return watch


def test_what_is_heard_of_regularly_is_not_stale(watch: HallWatch) -> None:
    assert stale(watch, at(10)) is None


def test_a_silent_coordinator_makes_it_stale(watch: HallWatch) -> None:
    assert stale(watch, at(11)) == Stale("stale.silent", 11)


def test_a_lost_line_is_told_after_a_moment_of_grace(watch: HallWatch) -> None:
    watch.on_link(LinkState.LOST, "", at(1))

    assert stale(watch, at(3)) is None
    assert stale(watch, at(4)) == Stale("stale.lost", 4)


def test_a_display_that_never_heard_anything_says_so() -> None:
    watch = HallWatch()
    assert stale(watch, at(0)) == Stale("stale.lost", None)

    watch.on_link(LinkState.CONNECTED, "", at(1))

    assert stale(watch, at(1)) == Stale("stale.connecting", None)


@pytest.mark.parametrize(
    ("state", "cause"),
    [(LinkState.REFUSED, "stale.refused"), (LinkState.TAKEN_OVER, "stale.taken_over")],
)
def test_a_refusal_is_named(watch: HallWatch, state: LinkState, cause: str) -> None:
    watch.on_link(state, "", at(1))

    assert stale(watch, at(5)) == Stale(cause, 5)
