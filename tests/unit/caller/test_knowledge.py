"""When the panel believes what it has heard."""

from caller.core.knowledge import Heartbeat, Knowledge, Trouble
from contract.ids import EpochMs
from tests.helpers.desk import NOW_MS, free, heartbeat


def later(seconds: float) -> EpochMs:
    return EpochMs(NOW_MS + int(seconds * 1000))


def test_a_young_heartbeat_is_believed_until_it_is_stale() -> None:
    heart = Heartbeat()

    heart.beat(heartbeat(NOW_MS), NOW_MS)

    assert heart.alive(later(14.9))
    assert not heart.alive(later(15))


def test_the_retained_heartbeat_of_a_dead_coordinator_is_not_believed() -> None:
    heart = Heartbeat()

    heart.beat(heartbeat(NOW_MS), later(3600))

    assert not heart.alive(later(3600))


def test_two_heartbeats_in_a_row_are_believed_whatever_our_clock_says() -> None:
    heart = Heartbeat()
    an_hour_off = later(3600)

    heart.beat(heartbeat(NOW_MS), an_hour_off)
    heart.beat(heartbeat(later(5)), EpochMs(an_hour_off + 5000))

    assert heart.alive(EpochMs(an_hour_off + 6000))


def test_the_same_heartbeat_again_proves_nothing() -> None:
    heart = Heartbeat()

    heart.beat(heartbeat(NOW_MS), later(3600))
    heart.beat(heartbeat(NOW_MS), later(3601))

    assert not heart.alive(later(3601))


def test_a_new_line_starts_without_belief() -> None:
    knowledge = Knowledge()
    knowledge.panel = free()
    knowledge.line(None)
    knowledge.heartbeat.beat(heartbeat(NOW_MS), NOW_MS)
    assert knowledge.trouble(NOW_MS) is None

    knowledge.line(Trouble.LOST)
    assert knowledge.trouble(NOW_MS) is Trouble.LOST

    knowledge.line(None)
    assert knowledge.trouble(NOW_MS) is Trouble.COORDINATOR_AWAY


def test_a_line_that_is_up_but_has_told_nothing_of_the_window_is_trouble() -> None:
    knowledge = Knowledge()
    knowledge.line(None)
    knowledge.heartbeat.beat(heartbeat(NOW_MS), NOW_MS)

    assert knowledge.trouble(NOW_MS) is Trouble.NOTHING_HEARD


def test_a_clock_that_is_set_back_does_not_keep_a_dead_coordinator_alive() -> None:
    heart = Heartbeat()
    heart.beat(heartbeat(NOW_MS), NOW_MS)

    assert not heart.alive(later(-3600))
