"""A recorded day under another order: what stays as it was, and what does not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from contract.hall import Policy
from contract.ids import EpochMs, ServiceId
from coordinator.domain import commands as do
from coordinator.domain.policy import order_of
from journal import JournalReader
from simulation.replay import compare, play, read_day, record
from simulation.replay.record import Day
from tests.helpers.scene import CASHIER, MINUTE_MS, SENIOR, W1, W3, ZHAO, Scene
from tests.helpers.simulated_day import SimulatedDay

SERVES = {window.id: window.services for window in Scene().hall.file.window}
STRICT = Policy(order="strict", longest_wait_s=1800)


def recorded(day: Day) -> Mapping[ServiceId, int]:
    return {s.id: s.wait_ms for s in day.services if s.wait_ms is not None}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "policy",
    [STRICT, Policy(order="first_come"), Policy(order="alternating", priority_run=1)],
    ids=lambda policy: policy.order,
)
def test_a_day_replayed_under_its_own_policy_is_that_day(seed: int, policy: Policy) -> None:
    simulated = SimulatedDay(seed, **policy.model_dump())

    day = record(simulated.scene.events)

    assert play(day, order_of(policy), SERVES) == recorded(day)
    assert len(recorded(day)) >= 60


def test_a_day_in_the_journal_is_the_day_that_was(tmp_path: Path) -> None:
    simulated = SimulatedDay(7)
    url = simulated.write(tmp_path / "hall.db")

    with JournalReader.open(url) as reader:
        [name] = reader.days()
        day = read_day(reader, name)

    assert day == record(simulated.scene.events)


def test_first_come_takes_from_the_classes_what_strict_gave_them() -> None:
    day = record(SimulatedDay(3, visitors=120).scene.events)

    rows = compare(day, play(day, order_of(Policy(order="first_come")), SERVES))
    seniors = [row for row in rows if row.priority_id == SENIOR]
    ordinary = [row for row in rows if row.priority_id is None and not row.any_class]

    assert all(row.replayed.mean_ms > row.recorded.mean_ms for row in seniors)
    assert any(row.replayed.mean_ms < row.recorded.mean_ms for row in ordinary)
    assert rows[0].recorded.called == rows[0].replayed.called == rows[0].services


def test_a_window_calls_only_while_it_was_open() -> None:
    scene = Scene()
    scene.staffed(W3, ZHAO)
    first, second = scene.issue(CASHIER), scene.issue(CASHIER)
    ticket = scene.call(W3)
    scene.now_ms = EpochMs(scene.now_ms + 5 * MINUTE_MS)
    scene.serve(ticket, W3)
    scene.at_window(do.PauseWindow, W3, reason="tea")
    scene.now_ms = EpochMs(scene.now_ms + 10 * MINUTE_MS)
    scene.at_window(do.OpenWindow, W3)
    scene.call(W3)

    waits_ms = play(record(scene.events), order_of(STRICT), SERVES)

    assert waits_ms == {first.service_id: 0, second.service_id: 15 * MINUTE_MS}


def test_a_held_ticket_comes_back_to_its_window_before_others() -> None:
    scene = Scene()
    scene.staffed(W3, ZHAO)
    held = scene.issue(CASHIER)
    scene.call(W3)
    scene.step(do.HoldTicket, held, W3, reason="form")
    scene.now_ms = EpochMs(scene.now_ms + 2 * MINUTE_MS)
    scene.step(do.ResumeTicket, held, W3)
    later = scene.issue(CASHIER)
    scene.now_ms = EpochMs(scene.now_ms + 3 * MINUTE_MS)
    scene.serve(held, W3)
    scene.call(W3)

    waits_ms = play(record(scene.events), order_of(STRICT), SERVES)

    assert waits_ms == {held.service_id: 0, later.service_id: 3 * MINUTE_MS}


def test_who_gave_up_then_gives_up_again_unless_called_before() -> None:
    scene = Scene()
    scene.staffed(W1)
    scene.issue()
    scene.call()
    waiting = scene.issue()
    scene.now_ms = EpochMs(scene.now_ms + MINUTE_MS)
    scene.carry_out(scene.make(do.CancelTicket, scene.hall.file.kiosk[0].id, ticket_id=waiting.id))

    day = record(scene.events)

    assert waiting.service_id not in play(day, order_of(STRICT), SERVES)
    assert compare(day, {})[0].services == 2


def test_the_figures_of_a_comparison() -> None:
    day = record(SimulatedDay(1, visitors=20).scene.events)
    waits_ms = {service.id: n * 1000 for n, service in enumerate(day.services, start=1)}

    [everything, *_] = compare(day, waits_ms)

    n = len(day.services)
    assert everything.replayed.mean_ms == pytest.approx((n + 1) / 2 * 1000)
    assert everything.replayed.longest_ms == n * 1000
    assert everything.replayed.p90_ms == -(-9 * n // 10) * 1000
