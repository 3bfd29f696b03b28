"""Who comes follows from the seed, and every shipped hall can be demonstrated."""

from random import Random

import pytest

from contract.hall import HallFile
from simulation.plan import Coming, HallTooSmall, choose_cast, plan_visitors
from tests.helpers.halls import shipped_hall


@pytest.fixture(params=["street", "community", "xicheng"])
def hall(request: pytest.FixtureRequest) -> HallFile:
    return shipped_hall(request.param)


def test_the_windows_of_a_demo_are_heard_on_its_board(hall: HallFile) -> None:
    cast = choose_cast(hall)

    assert 1 <= len(cast.callers) <= 3
    assert {hall.windows[caller.window].zone for caller in cast.callers} == {cast.board.zone}


def test_visitors_only_want_what_a_staffed_window_serves(hall: HallFile) -> None:
    cast = choose_cast(hall)
    served = {group for c in cast.callers for group in hall.windows[c.window].serves}

    plans = plan_visitors(hall, cast, count=200, random=Random(3))

    assert {plan.group_id for plan in plans} <= served
    assert all(
        plan.item_id is None or hall.items[plan.item_id].group == plan.group_id for plan in plans
    )


def test_the_same_seed_draws_the_same_visitors(hall: HallFile) -> None:
    cast = choose_cast(hall)

    first = plan_visitors(hall, cast, count=30, random=Random(5))
    again = plan_visitors(hall, cast, count=30, random=Random(5))
    other = plan_visitors(hall, cast, count=30, random=Random(6))

    assert first == again != other


def test_even_a_short_demo_shows_every_case() -> None:
    hall = shipped_hall("street")

    plans = plan_visitors(hall, choose_cast(hall), count=5, random=Random(1))

    assert {plan.coming for plan in plans} == set(Coming)
    assert any(plan.sent_on_to for plan in plans)
    assert any(plan.steps_aside for plan in plans)
    assert any(plan.english for plan in plans)


def test_a_hall_without_a_kiosk_is_refused_with_words() -> None:
    hall = shipped_hall("street").model_copy(update={"kiosk": ()})

    with pytest.raises(HallTooSmall, match="no \\[\\[kiosk\\]\\]"):
        choose_cast(hall)
