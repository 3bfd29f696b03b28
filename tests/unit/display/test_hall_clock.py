import pytest

from contract.ids import EpochMs
from display.core.hall_clock import HallClock, Stale
from messaging import LinkState
from tests.helpers.board import NOON, heartbeat


def at(seconds: float) -> EpochMs:
    return EpochMs(NOON + int(seconds * 1000))


@pytest.fixture
def clock() -> HallClock:
    """A clock that is connected and has heard a live heartbeat at noon."""
    clock = HallClock()
    clock.on_link(LinkState.CONNECTED, at(-5))
    clock.on_hall(heartbeat(at(-5)), at(-5))
    clock.on_hall(heartbeat(at(0)), at(0))
    return clock


def test_what_is_heard_of_regularly_is_not_stale(clock: HallClock) -> None:
    assert clock.stale(at(10)) is None


def test_a_silent_coordinator_makes_it_stale(clock: HallClock) -> None:
    assert clock.stale(at(11)) == Stale("stale.silent", 11)

    clock.on_hall(heartbeat(at(12)), at(12))

    assert clock.stale(at(12)) is None


def test_a_lost_line_is_told_after_a_moment_of_grace(clock: HallClock) -> None:
    clock.on_link(LinkState.LOST, at(1))
    clock.on_link(LinkState.CONNECTING, at(2))

    assert clock.stale(at(3)) is None
    assert clock.stale(at(4)) == Stale("stale.lost", 4)


def test_the_retained_heartbeat_of_a_dead_coordinator_is_no_sign_of_life() -> None:
    clock = HallClock()
    clock.on_link(LinkState.CONNECTED, at(0))

    clock.on_hall(heartbeat(at(-3600)), at(0))

    assert clock.stale(at(0)) == Stale("stale.silent", 3600)


def test_after_a_reconnect_the_first_heartbeat_counts_by_its_own_time(clock: HallClock) -> None:
    clock.on_link(LinkState.LOST, at(1))
    clock.on_link(LinkState.CONNECTED, at(100))

    clock.on_hall(heartbeat(at(30)), at(100))

    assert clock.stale(at(100)) == Stale("stale.silent", 70)


def test_a_display_that_never_heard_anything_says_so() -> None:
    clock = HallClock()
    assert clock.stale(at(0)) == Stale("stale.lost", None)

    clock.on_link(LinkState.CONNECTED, at(1))

    assert clock.stale(at(1)) == Stale("stale.connecting", None)


@pytest.mark.parametrize(
    ("state", "cause"),
    [(LinkState.REFUSED, "stale.refused"), (LinkState.TAKEN_OVER, "stale.taken_over")],
)
def test_a_refusal_stands_while_the_line_tries_again(
    clock: HallClock, state: LinkState, cause: str
) -> None:
    clock.on_link(state, at(1))
    clock.on_link(LinkState.CONNECTING, at(2))

    assert clock.stale(at(5)) == Stale(cause, 5)


def test_a_wrong_clock_here_is_mended_by_the_halls_and_reported() -> None:
    clock = HallClock()
    clock.on_link(LinkState.CONNECTED, at(0))
    clock.on_hall(heartbeat(at(90)), at(0))
    clock.on_hall(heartbeat(at(95)), at(5))

    assert clock.hall_ms(at(6)) == at(96)
    assert clock.stale(at(6)) is None
    assert clock.faults()["clock.wrong"].message == "the clock here is 90 s behind the hall's"


def test_small_differences_between_clocks_are_left_alone(clock: HallClock) -> None:
    clock.on_hall(heartbeat(at(6.5)), at(5))

    assert clock.hall_ms(at(5)) == at(5)
    assert clock.faults() == {}
