"""A kiosk that cannot reach the coordinator gives valid numbers all the same."""

import pytest

from contract.ids import EpochMs, GroupId
from contract.messages.commands import (
    CancelNumber,
    HandInTicket,
    IssueTicket,
)
from kiosk.core import screens
from kiosk.core.equipment import Paper
from kiosk.core.slip import Slip
from messaging import LinkState
from tests.helpers.clock import HandClock
from tests.helpers.outbox import MemoryStore
from tests.unit.kiosk.alone import (
    HOUR_S,
    bench,
    reach,
    sent,
    street,
    take,
    with_block,
)
from tests.unit.kiosk.bench import MONDAY_10_AM, TO_ASKING, TO_IDENTIFY, Bench, id_card


def test_home_says_that_the_number_is_valid_all_the_same() -> None:
    screen = bench().screen

    assert isinstance(screen, screens.Home)
    assert screen.alone


def test_for_a_moment_without_the_hall_nobody_gets_a_number_alone() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)

    made.presenter.on_link(LinkState.LOST, "")
    made.wait(2.5, alive=False)

    assert not getattr(made.screen, "alone", False)
    made.wait(2.5, alive=False)
    assert isinstance(made.screen, screens.NoConnection | screens.Home)


def test_who_is_choosing_when_the_line_goes_gets_a_number_and_starts_nothing_anew() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap(*TO_IDENTIFY)
    made.presenter.on_link(LinkState.LOST, "")
    for _ in range(7):
        made.wait(1, alive=False)
        assert isinstance(made.screen, screens.Identify)

    made.presenter.on_card(id_card())

    slip: Slip = made.printer.print.call_args.args[0]
    assert (slip.number, slip.alone) == ("A900", True)


def test_who_asks_in_the_moment_the_line_goes_waits_a_little_and_gets_a_number() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap(*TO_IDENTIFY)
    made.presenter.on_link(LinkState.LOST, "")
    made.wait(2.5, alive=False)

    made.presenter.on_card(id_card())
    made.printer.print.assert_not_called()
    made.wait(4, alive=False)

    slip: Slip = made.printer.print.call_args.args[0]
    assert (slip.number, slip.alone) == ("A900", True)


def test_a_ticket_of_its_own_numbers_is_marked_and_promises_no_wait() -> None:
    made = bench()
    made.queue("general", waiting=7, wait_ms=600_000)

    slip = take(made, None)

    assert (slip.number, slip.alone, slip.ahead, slip.wait_minutes) == ("A900", True, None, None)
    assert sent(made, IssueTicket) == []
    made.presenter.on_paper(slip.ticket_id, Paper.PRINTED, "")
    screen = made.screen
    assert isinstance(screen, screens.TakeTicket)
    assert (screen.number, screen.alone, screen.ahead) == ("A900", True, None)


def test_each_number_is_given_once_in_the_order_of_its_block() -> None:
    made = bench(hall=with_block(first=998, last=999))

    assert [take(made).number, take(made).number] == ["A998", "A999"]
    made.tap(*TO_IDENTIFY)
    screen = made.screen
    assert isinstance(screen, screens.Groups | screens.Items)
    made.tap("home", "begin")
    [tile] = [t for t in made.screen.groups if t.group_id == GroupId("general")]  # type: ignore[union-attr]
    assert tile.closed_reason == "closed.no_numbers"


def test_when_every_number_is_given_it_says_that_it_cannot_reach_the_hall() -> None:
    one = 'groups = ["general"]\nalone = { first = 999, last = 999 }'
    made = bench(hall=street(("alone = ", one)))

    take(made)

    assert isinstance(made.screen, screens.NoConnection)
    made.wait(1, alive=False)
    assert "alone.used_up" in made.fault_codes


def test_a_block_that_runs_out_is_told_in_time() -> None:
    made = bench(hall=with_block(first=990, last=999, warn_left=8))

    take(made)
    assert not made.line.report_faults.called
    take(made)
    made.wait(1, alive=False)

    assert "alone.nearly_used" in made.fault_codes


def test_without_a_block_in_the_hall_file_all_is_as_ever() -> None:
    made = bench(hall=street(("alone = ", "")))

    assert isinstance(made.screen, screens.NoConnection)


def test_no_numbers_are_given_while_another_kiosk_has_this_ones_id() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.presenter.on_link(LinkState.TAKEN_OVER, "")
    made.presenter.on_link(LinkState.LOST, "")

    made.wait(10, alive=False)

    assert isinstance(made.screen, screens.NoConnection)


def test_what_takes_the_hall_says_so() -> None:
    made = bench()

    for touch in ("my_ticket", "appointment"):
        made.tap(touch)
        screen = made.screen
        assert isinstance(screen, screens.Sorry)
        assert screen.reason == "alone.not_now"
        made.tap("done")


def test_a_line_that_dies_while_somebody_waits_does_not_let_them_wait_for_long() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap(*TO_ASKING)

    made.lose_hall()

    assert made.slip.number == "A900"


def test_a_card_read_before_the_line_died_goes_with_the_ticket_but_not_to_the_disk() -> None:
    store = MemoryStore()
    made = bench(store, person_key=b"k" * 16)
    made.tap(*TO_IDENTIFY)
    made.presenter.on_card(id_card(name="欧阳娜娜"))
    made.presenter.on_paper(made.slip.ticket_id, Paper.PRINTED, "")

    kept = b"".join(store.records.values()).decode()
    assert "欧" not in kept
    assert "002X" not in kept
    reach(made)
    [command] = sent(made, HandInTicket)
    assert command.visitor is not None
    assert command.visitor.document_tail == "002X"
    assert command.person_hash


@pytest.mark.parametrize(("hours", "shown"), [(3.2, screens.Closed), (5, screens.Home)])
def test_alone_it_keeps_the_hours_of_the_hall_file(hours: float, shown: type) -> None:
    made = bench()

    made.clock.move(hours * HOUR_S)
    made.wait(1, alive=False)

    assert isinstance(made.screen, shown)


def test_a_hall_that_was_open_outside_its_hours_stays_so_alone() -> None:
    made = Bench(store=MemoryStore(), clock=HandClock(EpochMs(MONDAY_10_AM + 12 * HOUR_S * 1000)))
    made.wait(1)
    made.lose_hall()

    assert isinstance(made.screen, screens.Home)


def test_a_group_closed_by_the_hall_stays_closed_alone_and_one_at_lunch_does_not() -> None:
    made = Bench(store=MemoryStore())
    made.queue("general", closed="suspended")
    made.queue("pension", closed="later_today")
    made.wait(1)
    made.lose_hall()
    made.tap("begin")

    reasons = {tile.group_id: tile.closed_reason for tile in made.screen.groups}  # type: ignore[union-attr]
    assert reasons["general"] == "closed.suspended"
    assert reasons["pension"] == ""


def test_of_a_cancel_that_nobody_answered_the_kiosk_does_not_say_what_became() -> None:
    made = Bench(store=MemoryStore())
    made.wait(1)
    made.tap("my_ticket", "key A", "key 0", "key 1", "key 2", "cancel", "yes")
    assert sent(made, CancelNumber)

    made.lose_hall()

    assert isinstance(made.screen, screens.Sorry)
    assert made.screen.reason == "alone.cancel_unknown"
