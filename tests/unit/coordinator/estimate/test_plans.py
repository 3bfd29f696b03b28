"""Visits of several services keep a window longer, and those behind them waiting."""

import pytest

from contract.ids import EpochMs, GroupId
from coordinator.domain import commands as do
from coordinator.domain.estimate.foresee import newcomer_wait
from coordinator.domain.estimate.plans import plan_of, stays_here_ms
from coordinator.domain.events import Step
from coordinator.domain.ticket import Ticket
from tests.helpers.scene import GENERAL, MINUTE_MS, Scene
from tests.helpers.visits import COUNTER, PAPERS, PERMITS, come_for, started, visits_scene

STAYS_MS = {GENERAL: 300_000.0, PERMITS: 600_000.0}


@pytest.fixture
def scene() -> Scene:
    return visits_scene(hours={"monday": ["00:00-23:59"]})


def told_ms(scene: Scene) -> int:
    wait = newcomer_wait(scene.hall, GENERAL, None, scene.now_ms)
    assert wait is not None
    return wait.median_ms


def test_who_comes_for_a_second_service_here_keeps_the_others_waiting_for_it(scene: Scene) -> None:
    for _ in range(3):
        come_for(scene, GENERAL)
    before_ms = told_ms(scene)
    come_for(scene, GENERAL)
    one_more_ms = told_ms(scene) - before_ms
    come_for(scene, GENERAL, PERMITS)

    assert told_ms(scene) - before_ms > 2 * one_more_ms  # five minutes, and ten of the permit


def test_who_goes_on_elsewhere_does_not(scene: Scene) -> None:
    for _ in range(4):
        come_for(scene, GENERAL)
    told = told_ms(scene)

    other = visits_scene(hours={"monday": ["00:00-23:59"]})
    for _ in range(4):
        come_for(other, GENERAL, PAPERS)

    assert told_ms(other) == told


def test_the_visit_that_is_there_stays_for_all_it_has_come_for(scene: Scene) -> None:
    come_for(scene, GENERAL)
    ticket = started(scene)
    alone_ms = told_ms(scene)
    scene.step(do.AddService, ticket, group_id=PERMITS)

    assert told_ms(scene) - alone_ms > 9 * MINUTE_MS


def ticket_with(scene: Scene, *plan: Step) -> Ticket:
    ticket = come_for(scene, GENERAL)
    ticket.plan = plan
    return ticket


def step(group_id: GroupId, **fields: object) -> Step:
    return Step(service_id="s", group_id=group_id, **fields)  # type: ignore[arg-type]


def test_a_plan_is_known_as_far_as_these_windows_do_it_at_once(scene: Scene) -> None:
    known = ticket_with(scene, step(PERMITS), step(GENERAL), step(PAPERS), step(GENERAL))
    kept = ticket_with(scene, step(PERMITS), step(GENERAL, window_id=COUNTER))
    later = ticket_with(scene, step(PERMITS, not_before_ms=EpochMs(1)))

    assert plan_of(known, STAYS_MS) == ((PERMITS, 600_000.0), (GENERAL, 300_000.0))
    assert plan_of(kept, STAYS_MS) == ((PERMITS, 600_000.0),)
    assert plan_of(later, STAYS_MS) == ()


def test_a_visit_stays_up_to_what_the_window_does_not_serve() -> None:
    plan = ((PERMITS, 600_000.0), (GENERAL, 300_000.0), (PERMITS, 600_000.0))

    assert stays_here_ms(plan, {PERMITS}) == 600_000.0
    assert stays_here_ms(plan, {GENERAL}) == 0.0
    assert stays_here_ms(plan, {PERMITS, GENERAL}) == 1_500_000.0
