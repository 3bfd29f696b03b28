"""Expected waits count on those who are still to come by appointment."""

from typing import Final

from coordinator.domain.admission.capacity import slack_ms
from coordinator.domain.estimate.expected import expected
from coordinator.domain.estimate.foresee import newcomer_wait
from tests.helpers.appointments import Counter, booking_hall
from tests.helpers.scene import GENERAL, LI, MINUTE_MS, W1, at

TEN: Final = at("10:00")


def counter(booked: int) -> Counter:
    """Return a hall at ten before ten: one window open, four wait, so many are to come at ten."""
    scene = Counter(booking_hall(general={"appointments": {"places": 9}}))
    scene.staffed(W1, LI)
    for _ in range(booked):
        scene.book(TEN)
    scene.clock("09:50")
    for _ in range(4):
        scene.issue()
    return scene


def median_min(scene: Counter, appointed_at_ms: int | None = None) -> float:
    wait = newcomer_wait(
        scene.hall, GENERAL, None, scene.now_ms, appointed_at_ms=appointed_at_ms  # type: ignore[arg-type]
    )  # fmt: skip
    assert wait is not None
    return wait.median_ms / MINUTE_MS


def test_who_comes_without_one_waits_longer_for_those_who_are_still_to_come() -> None:
    assert median_min(counter(6)) > median_min(counter(0)) + 5


def test_who_comes_with_one_waits_less_than_who_comes_without() -> None:
    scene = counter(2)
    scene.clock("10:00")
    assert median_min(scene, TEN) < median_min(scene) - 3


def test_they_are_taken_to_come_evenly_over_what_is_left_of_their_slot() -> None:
    [(kind, coming)] = expected(counter(3).hall, GENERAL, at("10:15")).items()

    assert kind.appointed_at_ms == TEN
    assert [(each.issued_at_ms - at("10:15")) // MINUTE_MS for each in coming] == [0, 5, 10]
    assert expected(counter(3).hall, GENERAL, at("07:59")) == {}


def test_the_line_closes_earlier_by_capacity_for_those_who_are_promised_a_place() -> None:
    alone, with_guests = counter(0), counter(6)
    for scene in (alone, with_guests):
        scene.now_ms = at("11:00")
    without = slack_ms(alone.hall, GENERAL, alone.now_ms)
    with_them = slack_ms(with_guests.hall, GENERAL, with_guests.now_ms)
    assert without is not None
    assert with_them is not None
    assert without - with_them == 6 * 5 * MINUTE_MS
