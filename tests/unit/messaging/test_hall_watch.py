"""What makes us believe in the coordinator, and in our own clock."""

import pytest

from contract.ids import EpochMs
from messaging import HallWatch, LinkState
from messaging.hall_watch import CLOCK_WRONG
from tests.helpers.board import NOON, heartbeat


def at(seconds: float) -> EpochMs:
    return EpochMs(NOON + int(seconds * 1000))


def connected(at_s: float = 0) -> HallWatch:
    watch = HallWatch()
    watch.on_link(LinkState.CONNECTED, "", at(at_s))
    return watch


@pytest.fixture
def watch() -> HallWatch:
    """A line that is up, and has brought a live heartbeat at noon."""
    watch = connected(-5)
    watch.on_hall(heartbeat(at(-5)), at(-5))
    watch.on_hall(heartbeat(at(0)), at(0))
    return watch


def test_nothing_is_believed_before_it_was_heard() -> None:
    watch = connected()

    assert not watch.alive(at(0))
    assert watch.hall_open is None
    assert watch.silent_ms(at(0)) is None


def test_a_heartbeat_is_believed_until_it_is_stale(watch: HallWatch) -> None:
    assert watch.alive(at(10))
    assert not watch.alive(at(10.001))
    assert watch.silent_ms(at(11)) == 11_000

    watch.on_hall(heartbeat(at(12)), at(12))

    assert watch.alive(at(12))


def test_the_retained_heartbeat_of_a_dead_coordinator_is_no_sign_of_life() -> None:
    watch = connected()

    watch.on_hall(heartbeat(at(-3600)), at(0))

    assert not watch.alive(at(0))
    assert watch.silent_ms(at(0)) == 3_600_000


def test_after_a_reconnect_the_first_heartbeat_counts_by_its_own_time(watch: HallWatch) -> None:
    watch.on_link(LinkState.LOST, "", at(1))
    watch.on_link(LinkState.CONNECTED, "", at(100))

    watch.on_hall(heartbeat(at(30)), at(100))

    assert not watch.alive(at(100))
    assert watch.silent_ms(at(100)) == 70_000
    assert watch.hall_ms(at(100)) == at(100)


@pytest.mark.parametrize("ahead_s", [3600, -3600])
def test_two_heartbeats_in_a_row_are_believed_whatever_our_clock_says(ahead_s: int) -> None:
    watch = connected()

    watch.on_hall(heartbeat(at(ahead_s)), at(0))
    assert not watch.alive(at(0))

    watch.on_hall(heartbeat(at(ahead_s + 5)), at(5))
    assert watch.alive(at(6))
    assert watch.hall_ms(at(6)) == at(ahead_s + 6)


def test_a_heartbeat_that_was_held_up_does_not_put_the_hall_back(watch: HallWatch) -> None:
    watch.on_hall(heartbeat(at(5)), at(22))
    assert watch.alive(at(22))
    assert watch.hall_ms(at(22)) == at(22)

    watch.on_hall(heartbeat(at(10)), at(22))  # the next of the same jam
    watch.on_hall(heartbeat(at(25)), at(25))
    assert watch.hall_ms(at(25)) == at(25)


def test_a_hall_whose_clock_was_set_back_is_followed_with_the_second_heartbeat(
    watch: HallWatch,
) -> None:
    watch.on_hall(heartbeat(at(5)), at(65))
    watch.on_hall(heartbeat(at(10)), at(70))
    assert watch.hall_ms(at(70)) == at(10)


def test_a_hall_whose_clock_was_set_forward_is_followed_at_once(watch: HallWatch) -> None:
    watch.on_hall(heartbeat(at(65)), at(5))
    assert watch.hall_ms(at(5)) == at(65)


def test_the_same_heartbeat_again_proves_nothing() -> None:
    watch = connected()

    watch.on_hall(heartbeat(at(-3600)), at(0))
    watch.on_hall(heartbeat(at(-3600)), at(1))

    assert not watch.alive(at(1))


def test_a_clock_that_is_set_back_does_not_keep_a_dead_coordinator_alive(watch: HallWatch) -> None:
    assert not watch.alive(at(-3600))


def test_whoever_is_distrusted_is_believed_again_at_the_next_heartbeat(watch: HallWatch) -> None:
    watch.distrust()
    assert not watch.alive(at(1))

    watch.on_hall(heartbeat(at(5)), at(5))

    assert watch.alive(at(5))


def test_a_line_is_down_after_a_moment_of_grace(watch: HallWatch) -> None:
    watch.on_link(LinkState.LOST, "", at(1))
    watch.on_link(LinkState.CONNECTING, "", at(2))

    assert not watch.line_down(at(3))
    assert watch.line_down(at(3.001))


@pytest.mark.parametrize("state", [LinkState.REFUSED, LinkState.TAKEN_OVER])
def test_a_refusal_stands_while_the_line_tries_again(watch: HallWatch, state: LinkState) -> None:
    watch.on_link(state, "why", at(1))
    watch.on_link(LinkState.CONNECTING, "again", at(2))

    assert (watch.link, watch.detail) == (state, "why")

    watch.on_link(LinkState.CONNECTED, "", at(3))

    assert watch.link is LinkState.CONNECTED


@pytest.mark.parametrize(
    ("ahead_s", "message"),
    [
        (90, "the clock here is 90 s behind the hall's"),
        (-90, "the clock here is 90 s ahead of the hall's"),
    ],
)
def test_a_wrong_clock_here_is_a_fault(watch: HallWatch, ahead_s: int, message: str) -> None:
    watch.on_hall(heartbeat(at(195 + ahead_s)), at(195))
    watch.on_hall(heartbeat(at(200 + ahead_s)), at(200))

    assert watch.faults()[CLOCK_WRONG].message == message


def test_small_differences_between_clocks_are_left_alone(watch: HallWatch) -> None:
    watch.on_hall(heartbeat(at(6.5)), at(5))

    assert watch.hall_ms(at(5)) == at(5)
    assert watch.faults() == {}
