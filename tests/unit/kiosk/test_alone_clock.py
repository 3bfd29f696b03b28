"""A kiosk alone knows the time of issue, and how well it knows it."""

import msgspec
import pytest

from contract.ids import EpochMs, GroupId
from contract.messages.commands import (
    HandInTicket,
)
from kiosk.core.alone import DRIFT_PER, MEASURED_BOUND_MS, UNKNOWN_BOUND_MS
from kiosk.core.equipment import PrinterHealth
from messaging import LinkState
from tests.helpers.clock import HandClock
from tests.helpers.outbox import MemoryStore
from tests.unit.kiosk.alone import (
    HOUR_S,
    WEEK_MS,
    bench,
    kept,
    reach,
    restarted,
    sent,
    take,
    with_block,
)
from tests.unit.kiosk.bench import MONDAY_10_AM, TO_ASKING, Bench


def test_a_retained_word_of_yesterday_sets_no_number_of_today_free() -> None:
    made = bench(hall=with_block(first=998, last=999))
    made.clock.move(24 * HOUR_S)
    made.wait(1, alive=False)
    assert [take(made).number for _ in range(2)] == ["A998", "A999"]

    made.presenter.on_link(LinkState.CONNECTED, "")
    made.clock.move(-24 * HOUR_S)
    made.beat()
    made.clock.move(24 * HOUR_S)
    made.lose_hall()
    made.tap("home", "begin")

    [tile] = [t for t in made.screen.groups if t.group_id == GroupId("general")]  # type: ignore[union-attr]
    assert tile.closed_reason == "closed.no_numbers"


def test_a_clock_that_is_known_to_be_off_is_corrected_without_the_coordinator() -> None:
    store = MemoryStore()
    before = Bench(store=store)
    before.beat()
    before.clock.move(1)
    before.beat(ahead_s=HOUR_S)
    after = restarted(before, store)
    now_ms = after.clock.now_ms()

    take(after)
    [given] = [body for key, body in store.records.items() if key.startswith("given/")]

    command = msgspec.json.decode(given)["command"]
    assert abs(command["issued_at_ms"] - (now_ms + HOUR_S * 1000)) < 2000
    assert command["clock_bound_ms"] == UNKNOWN_BOUND_MS


def test_a_clock_that_went_back_gives_no_number_of_today_again_and_no_earlier_place() -> None:
    store = MemoryStore()
    before = bench(store)
    take(before)

    after = restarted(before, store, now_ms=EpochMs(MONDAY_10_AM - WEEK_MS))
    after.tap(*TO_ASKING)
    bodies = [msgspec.json.decode(b) for k, b in store.records.items() if k.startswith("given/")]
    command = next(b["command"] for b in bodies if b["order"] == 2)

    assert command["number"] == "A901"
    assert command["day"] == "2025-11-24"
    assert command["issued_at_ms"] >= MONDAY_10_AM
    assert command["clock_bound_ms"] == UNKNOWN_BOUND_MS


def test_a_new_day_begins_with_numbers_that_are_on_no_recent_paper() -> None:
    store = MemoryStore()
    before = bench(store, hall=with_block(first=997, last=999))
    assert [take(before).number for _ in range(2)] == ["A997", "A998"]

    clock = HandClock(EpochMs(MONDAY_10_AM + 24 * HOUR_S * 1000))
    after = Bench(with_block(first=997, last=999), store=store, ready=False, clock=clock)
    after.presenter.on_printer(PrinterHealth())
    after.wait(4, alive=False)

    assert [take(after).number for _ in range(3)] == ["A999", "A997", "A998"]


def test_a_day_that_has_not_come_yet_is_forgotten_once_the_hall_is_heard() -> None:
    store = MemoryStore()
    before = bench(store)
    before.clock.move(48 * HOUR_S)
    take(before)
    before.clock.move(-48 * HOUR_S)
    reach(before)
    before.lose_hall()

    take(before)
    bodies = [msgspec.json.decode(b) for k, b in store.records.items() if k.startswith("given/")]
    assert [b["command"]["day"] for b in bodies if b["order"] == 2] == ["2025-11-24"]


@pytest.mark.parametrize("jump_s", [-2 * HOUR_S, -90, 90, 2 * HOUR_S, 26 * HOUR_S])
def test_a_clock_that_is_set_while_it_is_alone_changes_no_time_of_issue(jump_s: float) -> None:
    made = bench()
    made.wait(60, alive=False)
    made.clock.jump(jump_s)
    made.wait(1, alive=False)

    true_ms = made.clock.now_ms() - round(jump_s * 1000)
    take(made)
    made.wait(60, alive=False)
    reach(made, ahead_s=-jump_s)

    [command] = sent(made, HandInTicket)
    assert (command.issued_at_ms, command.day) == (true_ms, "2025-11-24")
    assert command.clock_bound_ms == MEASURED_BOUND_MS + 67_000 // DRIFT_PER


def test_the_longer_nobody_tells_the_time_the_less_it_is_known() -> None:
    store = MemoryStore()
    made = bench(store)
    made.clock.move(1.5 * HOUR_S)
    made.wait(1, alive=False)

    take(made)

    assert kept(store)["clock_bound_ms"] == pytest.approx(MEASURED_BOUND_MS + 540, abs=2)


def test_after_a_power_cut_nobody_knows_what_the_clock_has_done() -> None:
    store = MemoryStore()
    after = restarted(bench(store), store)

    take(after)

    assert kept(store)["clock_bound_ms"] == UNKNOWN_BOUND_MS


def test_a_ticket_given_since_the_power_came_back_is_counted_back_from_the_halls_time() -> None:
    store = MemoryStore()
    before = bench(store)
    wrong = EpochMs(before.clock.now_ms() - WEEK_MS)
    after = restarted(before, store, now_ms=wrong)
    given_at = after.clock.steady_ms()
    take(after)
    after.clock.jump(HOUR_S)
    after.wait(100, alive=False)

    reach(after, ahead_s=7 * HOUR_S)

    [command] = sent(after, HandInTicket)
    passed_ms = after.clock.steady_ms() - given_at
    hall_ms = after.clock.now_ms() + 7 * HOUR_S * 1000
    assert command.issued_at_ms == hall_ms - passed_ms
    assert command.clock_bound_ms == MEASURED_BOUND_MS + passed_ms // DRIFT_PER


def test_a_ticket_from_before_two_power_cuts_has_the_time_its_clock_showed_if_that_can_be() -> None:
    store = MemoryStore()
    before = bench(store)
    heard_ms = before.clock.now_ms()
    between = restarted(before, store)
    between.wait(100, alive=False)
    given_ms = between.clock.now_ms()
    take(between)
    between.wait(100, alive=False)
    after = restarted(between, store)
    began_ms = between.clock.now_ms()

    reach(after)

    [command] = sent(after, HandInTicket)
    assert command.issued_at_ms == given_ms
    least_ms = given_ms - heard_ms
    assert least_ms <= command.clock_bound_ms <= max(began_ms - given_ms, least_ms + 10_000)


@pytest.mark.parametrize("wrong_s", [-HOUR_S, HOUR_S, -7 * 24 * HOUR_S])
def test_a_clock_that_cannot_have_been_right_puts_nobody_before_others(wrong_s: float) -> None:
    store = MemoryStore()
    before = bench(store)
    true_ms = before.clock.now_ms()
    between = restarted(before, store, now_ms=EpochMs(round(true_ms + wrong_s * 1000)))
    take(between)
    after = restarted(between, store, now_ms=EpochMs(true_ms + 60_000))
    began_ms = true_ms + 60_000

    reach(after)

    [command] = sent(after, HandInTicket)
    assert command.issued_at_ms == pytest.approx(began_ms, abs=2_000)
    assert command.issued_at_ms - command.clock_bound_ms <= true_ms


def test_a_time_that_was_known_is_not_lost_by_a_clock_that_is_set_while_it_is_off() -> None:
    store = MemoryStore()
    before = bench(store)
    before.wait(300, alive=False)
    given_ms = before.clock.now_ms()
    take(before)
    wrong = EpochMs(before.clock.now_ms() - HOUR_S * 1000)
    after = restarted(before, store, now_ms=wrong)

    reach(after, ahead_s=HOUR_S)

    [command] = sent(after, HandInTicket)
    assert (command.issued_at_ms, command.clock_bound_ms) == (given_ms, MEASURED_BOUND_MS + 30)


def test_a_kiosk_remembers_how_its_clock_was_set_while_it_was_alone() -> None:
    store = MemoryStore()
    before = bench(store)
    before.clock.jump(HOUR_S)
    before.wait(1, alive=False)
    after = restarted(before, store)
    true_ms = after.clock.now_ms() - HOUR_S * 1000

    take(after)

    assert kept(store)["issued_at_ms"] == true_ms


def test_a_clock_that_was_set_is_told_to_the_technician() -> None:
    made = bench()
    made.clock.jump(60)
    made.wait(1, alive=False)

    assert "clock.wrong" in made.fault_codes
    made.clock.jump(-60)
    made.wait(1, alive=False)
    assert "clock.wrong" not in made.fault_codes
