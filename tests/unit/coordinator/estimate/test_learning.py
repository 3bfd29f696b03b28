"""What a hall learns from its own days."""

import msgspec
import pytest

from contract.ids import EpochMs
from coordinator.domain import commands as do
from coordinator.domain.days import begin_day
from coordinator.domain.estimate.experience import Experience
from coordinator.domain.estimate.foresee import newcomer_wait
from coordinator.domain.events import DayBegan
from coordinator.domain.evolve import fold
from coordinator.domain.hall import Hall
from tests.helpers.scene import GENERAL, LI, MINUTE_MS, W1, W2, WANG, Scene, at, hall_file


def serve_some(scene: Scene, count: int, minutes: float) -> None:
    """Let the window serve citizens, each for so long."""
    for _ in range(count):
        scene.issue()
        ticket = scene.call(W2)
        scene.step(do.StartService, ticket, W2)
        scene.now_ms = EpochMs(scene.now_ms + round(minutes * MINUTE_MS))
        scene.step(do.FinishService, ticket, W2)


def learned_mean_ms(scene: Scene, hour: int = 9) -> float:
    return scene.hall.experience.stays.mean_ms(GENERAL, hour, typed_ms=300_000)


def test_the_typed_mean_holds_until_something_was_seen() -> None:
    assert learned_mean_ms(Scene()) == 300_000


def test_measured_services_outweigh_the_typed_mean() -> None:
    scene = Scene()
    scene.staffed(W2)
    serve_some(scene, 10, minutes=1)
    after_ten = learned_mean_ms(scene)
    serve_some(scene, 50, minutes=1)

    assert learned_mean_ms(scene) < after_ten < 300_000
    assert learned_mean_ms(scene) < 2 * MINUTE_MS


def test_waits_can_be_told_though_every_stay_so_far_took_no_time() -> None:
    scene = Scene(hall_file(hours={}))
    scene.staffed(W2)
    serve_some(scene, 300, minutes=0)

    told = newcomer_wait(scene.hall, GENERAL, None, scene.now_ms)

    assert told is not None
    assert told.bound_ms >= told.median_ms >= 0


def test_a_no_show_is_a_short_stay() -> None:
    scene = Scene()
    scene.staffed(W2)
    for _ in range(20):
        ticket = scene.issue()
        scene.call(W2)
        scene.now_ms = EpochMs(scene.now_ms + MINUTE_MS)
        scene.step(do.MarkNoShow, ticket, W2)

    assert learned_mean_ms(scene) < 4 * MINUTE_MS


def test_a_slow_clerk_is_told_from_a_long_service() -> None:
    scene = Scene(hall_file(hours={}))
    for _ in range(10):
        for clerk, minutes in ((LI, 10), (WANG, 5)):
            scene.staffed(W2, clerk)
            serve_some(scene, 3, minutes=minutes)
            scene.at_window(do.SignOut, W2)

    stays = scene.hall.experience.stays
    assert stays.pace(LI) > 1.15
    assert stays.pace(WANG) < 0.9
    assert 6 * MINUTE_MS < learned_mean_ms(scene) < 9 * MINUTE_MS


def test_a_finish_that_is_undone_teaches_nothing() -> None:
    scene = Scene(hall_file(desk={"undo_finish_s": 10}))
    scene.staffed(W2)
    ticket = scene.issue()
    assert scene.call(W2) is ticket
    scene.step(do.StartService, ticket, W2)
    scene.step(do.FinishService, ticket, W2)  # by mistake, at once
    scene.step(do.UndoFinish, ticket, W2)
    scene.now_ms = EpochMs(scene.now_ms + 10 * MINUTE_MS)
    scene.step(do.FinishService, ticket, W2)
    scene.at_window(do.SignOut, W2)

    whole = scene.hall.experience.stays.groups[GENERAL].whole
    assert whole.count == 1
    assert whole.total > 9 * MINUTE_MS


def test_what_was_learned_is_known_the_next_day_and_after_a_restart() -> None:
    scene = Scene()
    scene.staffed(W2)
    serve_some(scene, 40, minutes=1)
    scene.now_ms = at("09:00", "2026-11-24")
    events = scene.apply(begin_day(scene.hall, scene.now_ms))
    [began] = [event for event in events if isinstance(event, DayBegan)]
    stored = msgspec.json.decode(msgspec.json.encode(began), type=DayBegan)

    restarted = fold(Hall(hall_file()), [stored])

    assert restarted.experience == scene.hall.experience
    assert learned_mean_ms(scene) < 2 * MINUTE_MS


def test_a_journal_from_before_there_was_learning_can_be_read() -> None:
    old = msgspec.json.decode(
        b'{"kind": "day_began", "at_ms": 1, "day": "2026-11-23"}', type=DayBegan
    )

    assert fold(Hall(hall_file()), [old]).experience == Experience()


def test_a_short_pause_is_a_break_and_a_long_one_is_not() -> None:
    scene = Scene()
    scene.staffed(W2)
    for minutes in (6, 45):
        scene.at_window(do.PauseWindow, W2, reason="tea")
        scene.now_ms = EpochMs(scene.now_ms + minutes * MINUTE_MS)
        scene.at_window(do.OpenWindow, W2)

    assert scene.hall.experience.presence.breaks[-1] == 6 * MINUTE_MS
    assert len(scene.hall.experience.presence.breaks) == 2  # the typed one, and this


def test_a_window_that_is_never_there_at_noon_is_not_counted_on() -> None:
    scene = Scene(hall_file(hours={}))
    for day in range(23, 27):
        live_a_day_with_lunch(scene, f"2026-11-{day}")
    scene.now_ms = at("11:29", "2026-11-27")
    scene.apply(begin_day(scene.hall, scene.now_ms))
    scene.staffed(W2)
    for _ in range(4):
        scene.issue()

    wait = newcomer_wait(scene.hall, GENERAL, None, scene.now_ms)

    assert wait is not None
    assert wait.median_ms > 45 * MINUTE_MS  # after lunch, not in twenty minutes


def live_a_day_with_lunch(scene: Scene, day: str) -> None:
    """Citizens come all day; the only window is open but for an hour at noon."""
    scene.now_ms = at("10:00", day)
    scene.apply(begin_day(scene.hall, scene.now_ms))
    scene.staffed(W2)
    for clock in ("10:10", "10:40", "11:10", "noon", "12:40", "13:00"):
        if clock == "noon":
            scene.now_ms = at("11:30", day)
            scene.at_window(do.SignOut, W2)
            for later in ("11:35", "11:50"):
                scene.now_ms = at(later, day)
                scene.issue()
            scene.now_ms = at("12:20", day)
            scene.issue()
            scene.now_ms = at("12:30", day)
            scene.staffed(W2)
        else:
            scene.now_ms = at(clock, day)
            serve_some(scene, 1, minutes=5)


@pytest.mark.parametrize("late", [False, True])
def test_the_bound_widens_when_it_was_broken_and_narrows_when_it_held(late: bool) -> None:
    scene = Scene()
    scene.staffed(W2)
    before = list(scene.hall.experience.calibration.spreads)
    ticket = scene.issue()
    scene.now_ms = EpochMs(scene.now_ms + (30 * MINUTE_MS if late else 1000))
    assert scene.call(W2) is ticket

    changes = [
        now - was
        for now, was in zip(scene.hall.experience.calibration.spreads, before, strict=True)
    ]
    assert (max(changes) > 0) if late else (min(changes) < 0)
    assert scene.hall.experience.accuracy.within.count == 1


def test_a_bound_that_is_broken_one_time_in_ten_stands_still() -> None:
    scene = Scene()
    calibration = scene.hall.experience.calibration
    told = calibration.widen(300_000, 500_000)
    for _ in range(20):
        for turn in range(10):
            calibration.learn(told, told.bound_ms + (1 if turn == 0 else 0))

    assert calibration.spreads[1] == pytest.approx(1.0, abs=0.05)


def test_a_window_that_closes_when_nobody_waits_is_not_taken_for_absent() -> None:
    scene = Scene()
    scene.staffed(W2)
    serve_some(scene, 3, minutes=5)

    scene.at_window(do.SignOut, W2)
    seen = scene.hall.experience.presence.seen
    assert W1 in seen  # it was closed while a line that it serves had people
    assert all(average.total == 0 for average in seen[W1].values())
    assert all(average.total == average.count for average in seen[W2].values())
