"""What citizens are told: from who is ahead, who serves, and how long that takes here."""

from contract.ids import EpochMs, GroupId, PriorityId, TicketId
from coordinator.domain import commands as do
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.estimate.foresee import newcomer_wait, ticket_wait, waits_around
from coordinator.domain.estimate.picture import newcomer_id
from tests.helpers.scene import (
    CASHIER,
    GENERAL,
    LI,
    MINUTE_MS,
    SENIOR,
    W1,
    W2,
    W3,
    WANG,
    ZHAO,
    Scene,
    at,
    hall_file,
    text,
)
from tests.unit.coordinator.test_transfers import scene_at_work, send, served


def waiting(scene: Scene, count: int, group: GroupId = GENERAL) -> list[TicketId]:
    return [scene.issue(group).id for _ in range(count)]


def told(scene: Scene, group: GroupId = GENERAL, priority: PriorityId | None = None) -> Wait:
    wait = newcomer_wait(scene.hall, group, priority, scene.now_ms)
    assert wait is not None
    return wait


def test_nobody_is_told_a_wait_while_no_window_serves_the_line() -> None:
    scene = Scene()
    waiting(scene, 3)

    assert newcomer_wait(scene.hall, GENERAL, None, scene.now_ms) is None


def test_nobody_is_told_a_wait_for_a_line_that_a_supervisor_left_without_windows() -> None:
    clerks = [{"id": "li", "name": text("Li"), "role": "supervisor"}]
    scene = Scene(hall_file(clerk=clerks))
    scene.staffed(W2)
    for window_id in (W1, W3):
        scene.at_window(
            do.SetWindowServices, W2, of_window_id=window_id, serves=(GENERAL,), weights={}
        )

    assert newcomer_wait(scene.hall, CASHIER, None, scene.now_ms) is None
    assert scene.issue(CASHIER).number == "B001"


def test_who_finds_a_free_window_hardly_waits() -> None:
    scene = Scene()
    scene.staffed(W2)

    assert told(scene).median_ms == 0
    assert told(scene).bound_ms < MINUTE_MS


def test_one_window_takes_one_after_the_other() -> None:
    scene = Scene()
    scene.staffed(W2)
    waiting(scene, 6)

    assert 22 * MINUTE_MS < told(scene).median_ms < 38 * MINUTE_MS  # six of five minutes
    assert told(scene).bound_ms > told(scene).median_ms


def test_a_second_window_halves_the_wait() -> None:
    scene = Scene()
    scene.staffed(W2)
    waiting(scene, 8)
    alone = told(scene).median_ms
    scene.staffed(W1, WANG)

    assert 0.35 * alone < told(scene).median_ms < 0.65 * alone


def test_another_line_at_the_same_window_makes_everybody_wait_longer() -> None:
    scene = Scene()
    scene.staffed(W1)
    waiting(scene, 3)
    before = told(scene, CASHIER).median_ms
    waiting(scene, 3)

    assert told(scene, CASHIER).median_ms > before + 8 * MINUTE_MS


def test_a_priority_class_waits_for_those_before_it_only() -> None:
    scene = Scene()
    scene.staffed(W2)
    waiting(scene, 6)

    assert told(scene, priority=SENIOR).median_ms < MINUTE_MS < told(scene).median_ms


def test_each_policy_of_the_hall_is_played_forward() -> None:
    file = hall_file(policy={"order": "first_come"})
    scene = Scene(file)
    scene.staffed(W2)
    waiting(scene, 6)

    assert told(scene, priority=SENIOR) == told(scene)


def test_a_service_that_has_lasted_makes_the_wait_shorter() -> None:
    scene = Scene()
    scene.staffed(W2)
    first = scene.issue()
    scene.call(W2)
    scene.step(do.StartService, first, W2)
    just_begun = told(scene).median_ms
    scene.now_ms = EpochMs(scene.now_ms + 3 * MINUTE_MS)

    assert 0 < told(scene).median_ms < just_begun


def test_a_pause_lengthens_the_wait_but_is_expected_to_end() -> None:
    scene = Scene()
    scene.staffed(W2)
    scene.at_window(do.PauseWindow, W2, reason="tea")

    assert 3 * MINUTE_MS < told(scene).median_ms < 25 * MINUTE_MS


def test_one_look_gives_the_wait_of_everybody_in_lines_that_share_windows() -> None:
    scene = Scene()
    scene.staffed(W1)
    scene.staffed(W3, ZHAO)
    ids = waiting(scene, 4) + waiting(scene, 4, CASHIER)

    groups, waits = waits_around(scene.hall, GENERAL, scene.now_ms)

    assert set(groups) == {GENERAL, CASHIER}
    assert waits.keys() == {*ids, newcomer_id(GENERAL, None), newcomer_id(CASHIER, None)}
    medians = [waits[ticket_id].median_ms for ticket_id in ids[:4]]
    assert medians == sorted(medians)
    ticket = scene.ticket(ids[3])
    assert ticket_wait(scene.hall, ticket, scene.now_ms) == waits[ticket.id]


def test_the_same_hall_is_always_told_the_same() -> None:
    scene = Scene()
    scene.staffed(W1, LI)
    waiting(scene, 5)

    assert told(scene) == told(scene)


def test_looking_ahead_changes_nothing() -> None:
    scene = Scene()
    scene.staffed(W1)
    ids = waiting(scene, 5)
    waits_around(scene.hall, GENERAL, scene.now_ms)

    assert scene.hall.line(GENERAL).ticket_ids() == ids


def test_whoever_waits_for_a_window_alone_is_waited_for_there_and_foreseen() -> None:
    scene = scene_at_work()
    for _ in range(6):
        ticket = served(scene)
        send(scene, ticket, to_window_id=W3)
    scene.at_window(do.SignOut, W1)

    own = ticket_wait(scene.hall, ticket, scene.now_ms)

    assert own is not None
    assert 0 < own.median_ms < told(scene, CASHIER).median_ms


def test_whoever_comes_later_today_is_not_waited_for_now() -> None:
    scene = scene_at_work()
    for _ in range(4):
        send(scene, served(scene), not_before_ms=at("11:30"))

    own = ticket_wait(scene.hall, scene.ticket("2026-11-23.A001"), scene.now_ms)

    assert own is not None
    assert own.median_ms >= at("11:30") - scene.now_ms
    assert told(scene).median_ms == 0
