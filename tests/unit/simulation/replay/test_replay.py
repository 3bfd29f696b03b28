"""A recorded day under another order: what stays as it was, and what does not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from contract.hall import Policy
from contract.ids import EpochMs, ServiceId, WindowId
from coordinator.domain import commands as do
from coordinator.domain.policy import order_of
from coordinator.domain.ticket import State, Ticket
from journal import JournalReader
from simulation.replay import compare, play, read_day, record
from simulation.replay.day import Day
from tests.helpers.appointments import Counter, booking_hall
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
)
from tests.helpers.simulated_day import SimulatedDay
from tests.helpers.visits import COUNTER, PAY, PERMITS, TILL, come_for, visits_scene

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


@pytest.mark.parametrize("order", ["strict", "first_come", "accumulating", "alternating"])
@pytest.mark.parametrize("seed", range(3))
def test_a_day_with_appointments_replayed_under_its_own_policy_is_that_day(
    seed: int, order: str
) -> None:
    simulated = SimulatedDay(seed, guests=20, order=order)

    day = record(simulated.scene.events)

    own_order = simulated.scene.hall.call_order
    assert play(day, own_order, SERVES) == recorded(day)
    assert sum(service.appointed_at_ms is not None for service in day.services) >= 5


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


def test_whoever_was_kept_for_a_window_is_called_there_and_later_by_all() -> None:
    scene = Scene()
    for window_id, clerk_id in ((W1, LI), (W2, WANG)):
        scene.staffed(window_id, clerk_id)
    kept = scene.issue()
    scene.call(W1)
    scene.step(do.TransferTicket, kept, W1, to_window_id=W2)
    scene.at_window(do.PauseWindow, W2, reason="tea")
    scene.pass_time(seconds=900)
    scene.call(W1)

    day = record(scene.events)

    waits_ms = play(day, order_of(STRICT), SERVES)
    assert waits_ms == {f"{kept.id}.1": 0, f"{kept.id}.2": 15 * MINUTE_MS} == recorded(day)


def test_a_hold_that_ends_by_itself_is_one_more_wait() -> None:
    scene = Scene()
    scene.staffed(W3, ZHAO)
    held = scene.issue(CASHIER)
    scene.call(W3)
    scene.step(do.HoldTicket, held, W3, reason="form", return_s=300)
    other = scene.issue(CASHIER)
    scene.call(W3)
    scene.pass_time(seconds=300)
    scene.now_ms = EpochMs(scene.now_ms + 2 * MINUTE_MS)
    scene.serve(other, W3)
    scene.at_window(do.CallNext, W3)

    day = record(scene.events)

    waits_ms = play(day, order_of(STRICT), SERVES)
    again = f"{held.service_id}+"
    assert waits_ms == {held.service_id: 0, other.service_id: 0, again: 2 * MINUTE_MS}
    assert waits_ms == recorded(day)


def test_a_visit_that_stays_goes_on_and_is_undone_is_replayed_as_it_was() -> None:
    scene = visits_scene()
    ticket = come_for(scene, PERMITS, GENERAL)
    scene.call(COUNTER)
    scene.step(do.AddService, ticket, COUNTER, group_id=PAY)
    for _ in range(2):  # permits, then general, which the counter does as well
        scene.now_ms = EpochMs(scene.now_ms + 2 * MINUTE_MS)
        finish(scene, ticket, COUNTER)
    scene.at_window(do.UndoFinish, COUNTER, ticket_id=ticket.id)
    scene.now_ms = EpochMs(scene.now_ms + 3 * MINUTE_MS)
    finish(scene, ticket, COUNTER)
    scene.at_window(do.QuickService, TILL, group_id=PAY)
    scene.now_ms = EpochMs(scene.now_ms + 5 * MINUTE_MS)
    quick = scene.hall.day.tickets[scene.hall.window(TILL).ticket_id or ticket.id]
    finish(scene, quick, TILL)
    scene.call(TILL)

    day = record(scene.events)

    services = {window.id: window.services for window in scene.hall.file.window}
    waits_ms = play(day, order_of(STRICT), services)
    assert waits_ms == {f"{ticket.id}.1": 0, f"{ticket.id}.3": 5 * MINUTE_MS} == recorded(day)


def finish(scene: Scene, ticket: Ticket, window_id: WindowId) -> None:
    """Finish a service, which is started first where it was only called."""
    if ticket.state is State.CALLED:
        scene.step(do.StartService, ticket, window_id)
    scene.step(do.FinishService, ticket, window_id)


def test_appointments_are_called_in_turn_with_walk_ins_and_another_ratio_changes_it() -> None:
    counter = Counter(booking_hall(general={"appointments": {"places": 9}}))
    counter.staffed(W1, LI)
    codes = [counter.book(at("10:00")).code for _ in range(3)]
    counter.clock("10:00")
    first = counter.issue()
    counter.call()
    counter.pass_time(seconds=1)
    waiting = [counter.issue() for _ in range(2)]
    booked = [counter.check_in(code)[0] for code in codes]
    counter.pass_time(seconds=300)
    counter.serve(first)
    for _ in range(5):
        ticket = counter.call()
        counter.pass_time(seconds=300)
        counter.serve(ticket)
    day = record(counter.events)

    same = play(day, order_of(Policy(), appointments=True), SERVES)
    in_turns = play(day, order_of(Policy(appointment_run=1), appointments=True), SERVES)

    assert same == recorded(day)
    assert in_turns[waiting[0].service_id] < same[waiting[0].service_id]
    assert in_turns[booked[1].service_id] > same[booked[1].service_id]
