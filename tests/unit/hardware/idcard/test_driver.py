"""The driver against the simulated reader, over a real pseudo terminal."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from hardware.errors import Disconnected
from hardware.idcard import (
    CardRead,
    CardRefused,
    CardRemoved,
    PleaseReplace,
    ReaderDown,
    ReaderUp,
)
from hardware.idcard.codec import Request, Status
from hardware.idcard.driver import CardReader
from hardware.transport import Transport
from simulation.devices.card_reader import (
    SimCardReader,
    Spoiler,
    extra_aa,
    garbage_before,
    silence,
    truncated,
    twice,
    wrong_check,
)
from simulation.devices.cards import SyntheticCard
from tests.helpers.cards import FOREIGNER, FOREIGNER_2017, PERMIT, RESIDENT
from tests.unit.hardware.idcard.bench import SAM_ID, SETTINGS, TIMING, Bench, make_bench


@pytest.fixture(params=[False, True], ids=["finds once", "finds again"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    bench = make_bench(finds_again=request.param)
    assert bench.next_event() == ReaderUp(SAM_ID)
    yield bench
    bench.reader.close()
    bench.wire.unplug()


@pytest.mark.parametrize("card", [RESIDENT, PERMIT, FOREIGNER, FOREIGNER_2017])
def test_a_card_is_read_once_and_its_removal_seen(bench: Bench, card: SyntheticCard) -> None:
    bench.sim.insert(card)
    assert bench.next_event() == CardRead(card.card)
    bench.no_event(polls=5)
    bench.sim.remove()
    assert bench.next_event() == CardRemoved()
    bench.no_event(polls=2)


def test_the_same_card_laid_down_again_is_read_again(bench: Bench) -> None:
    for _ in range(2):
        bench.sim.insert(RESIDENT)
        assert bench.next_event() == CardRead(RESIDENT.card)
        bench.sim.remove()
        assert bench.next_event() == CardRemoved()


def test_a_card_with_a_new_address_is_held_like_any_other(bench: Bench) -> None:
    bench.sim.insert(replace(RESIDENT, new_address="北京市西城区测试路2号"))
    assert bench.next_event() == CardRead(RESIDENT.card)
    bench.no_event(polls=3)


def test_a_card_swapped_between_two_looks_is_read(bench: Bench) -> None:
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)
    bench.sim.insert(PERMIT)
    assert bench.next_event() == CardRead(PERMIT.card)


def test_a_card_that_slipped_for_a_moment_is_not_read_twice(bench: Bench) -> None:
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)
    bench.sim.insert(RESIDENT)
    bench.no_event(polls=5)
    bench.sim.remove()
    assert bench.next_event() == CardRemoved()


def test_a_card_left_by_the_last_visitor_is_not_the_next_ones(bench: Bench) -> None:
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)
    bench.no_event(polls=3, reading=False)

    assert bench.next_event() == PleaseReplace()
    bench.no_event(polls=3)

    bench.sim.remove()
    assert bench.next_event() == CardRemoved()


def test_a_card_taken_while_nobody_wants_one_is_seen_to_go(bench: Bench) -> None:
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)
    bench.sim.remove()
    assert bench.next_event(reading=False) == CardRemoved()
    bench.sim.insert(RESIDENT)
    bench.no_event(polls=3, reading=False)
    assert bench.next_event() == CardRead(RESIDENT.card)


def test_while_nobody_wants_a_card_none_is_looked_for(bench: Bench) -> None:
    bench.sim.insert(RESIDENT)
    bench.sim.requests.clear()
    bench.no_event(polls=3, reading=False)
    assert bench.sim.requests == [Request.SAM_STATUS] * 3


def test_an_unreadable_card_is_asked_for_once_and_read_when_laid_down_again(bench: Bench) -> None:
    bench.sim.insert(RESIDENT, readable=False)
    assert bench.next_event() == PleaseReplace()
    bench.sim.remove()
    bench.no_event(polls=2)
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)


@pytest.mark.parametrize("silent", [False, True])
def test_a_card_lifted_in_mid_read_has_to_be_laid_down_again(silent: bool) -> None:
    bench = Bench(SimCardReader(timing=replace(TIMING, read_s=0.2)), SETTINGS)
    assert bench.next_event() == ReaderUp(SAM_ID)
    bench.sim.silent_when_lifted = silent
    bench.sim.insert(RESIDENT)
    bench.sim.lift_in_next_read()
    assert bench.next_event() == PleaseReplace()
    bench.no_event(polls=2)
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)
    bench.reader.close()
    bench.wire.unplug()


def test_an_unknown_kind_of_card_is_refused_once(bench: Bench) -> None:
    bench.sim.insert(replace(RESIDENT, flag="Z"))
    assert bench.next_event() == CardRefused("card of unknown kind 5a00")
    bench.no_event(polls=3)
    bench.sim.remove()
    assert bench.next_event() == CardRemoved()


@pytest.mark.parametrize("spoiler", [extra_aa, garbage_before, twice])
def test_what_a_line_adds_does_no_harm(bench: Bench, spoiler: Spoiler) -> None:
    bench.sim.spoil_next(*[spoiler] * 4)
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)


@pytest.mark.parametrize("spoiler", [silence, wrong_check, truncated])
def test_a_spoiled_reply_to_find_is_asked_for_again(bench: Bench, spoiler: Spoiler) -> None:
    bench.sim.spoil_next(spoiler, spoiler)
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)


@pytest.mark.parametrize("spoiler", [silence, wrong_check, truncated])
def test_a_spoiled_card_is_read_again_where_the_reader_finds_it_again(
    bench: Bench, spoiler: Spoiler
) -> None:
    bench.sim.insert(RESIDENT)
    bench.sim.spoil_next(bytes, bytes, spoiler)  # find and select pass

    if not bench.sim.finds_again:
        assert bench.next_event() == PleaseReplace()
        bench.sim.insert(RESIDENT)

    assert bench.next_event() == CardRead(RESIDENT.card)


def test_failures_that_are_not_in_a_row_do_not_add_up(bench: Bench) -> None:
    bench.sim.spoil_next(silence, wrong_check, bytes, truncated, silence)
    bench.no_event(polls=6)


def test_replies_may_come_byte_by_byte(bench: Bench) -> None:
    bench.sim.drip_s = 0.0001
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)


@pytest.mark.parametrize("fault", [Status.SELF_TEST_FAILED, Status.SAM_NOT_AUTHORISED])
def test_a_fault_of_the_reader_is_said_once_and_its_recovery_too(
    bench: Bench, fault: Status
) -> None:
    bench.sim.fault = fault
    down = bench.next_event()
    assert isinstance(down, ReaderDown)
    assert f"({fault:02X})" in down.cause
    bench.sim.fault = None
    assert bench.next_event() == ReaderUp(SAM_ID)


def test_three_silences_in_a_row_mean_the_reader_is_gone(bench: Bench) -> None:
    bench.sim.deaf = True
    bench.no_event(polls=2)
    assert isinstance(bench.reader.poll(), ReaderDown)
    bench.sim.deaf = False
    assert bench.next_event() == ReaderUp(SAM_ID)


def test_a_reader_that_still_starts_up_is_found_when_it_is_ready() -> None:
    bench = make_bench()
    bench.sim.power_on()
    event = bench.next_event()
    while isinstance(event, ReaderDown):
        event = bench.next_event()
    assert event == ReaderUp(SAM_ID)
    bench.reader.close()
    bench.wire.unplug()


def test_a_pulled_cable_is_said_once_and_the_next_reader_is_found(bench: Bench) -> None:
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)
    bench.wire.unplug()
    assert isinstance(bench.next_event(), ReaderDown)
    bench.no_event(polls=5)
    bench.sim.remove()
    bench.wire.plug()
    assert bench.next_event() == ReaderUp(SAM_ID)
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)


def test_a_reader_that_was_never_there_is_reported_once() -> None:
    def no_port(*, baud: int) -> Transport:
        raise Disconnected("cannot open it")

    now_s = 0.0
    reader = CardReader(no_port, SETTINGS, clock_s=lambda: now_s)

    assert reader.poll() == ReaderDown("cannot open it")
    now_s = 60.0
    assert reader.poll() is None


def test_the_baud_rate_is_found() -> None:
    bench = make_bench()

    def line_at_9600(*, baud: int) -> Transport:
        bench.sim.deaf = baud != 9_600
        return bench.open_line(baud=baud)

    bench.reader = CardReader(line_at_9600, SETTINGS)
    assert bench.next_event() == ReaderUp(SAM_ID)
    bench.reader.close()
    bench.wire.unplug()


def test_a_reader_may_be_set_to_the_speed_of_the_hall_file() -> None:
    bench = make_bench()
    bench.sim.baud = 9_600
    opened = []

    def line(*, baud: int) -> Transport:
        opened.append(baud)
        bench.sim.deaf = baud != bench.sim.baud
        return bench.open_line(baud=baud)

    bench.reader = CardReader(line, replace(SETTINGS, set_baud=True))
    assert bench.next_event() == ReaderUp(SAM_ID)
    assert (bench.sim.baud, opened) == (115_200, [115_200, 9_600, 115_200])
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)
    bench.reader.close()
    bench.wire.unplug()


def test_a_reader_without_new_addresses_tells_by_the_management_number_who_is_there() -> None:
    bench = make_bench(knows_new_address=False)
    assert bench.next_event() == ReaderUp(SAM_ID)
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)
    bench.no_event(polls=4)
    assert Request.READ_MANAGEMENT_NUMBER in bench.sim.requests
    bench.sim.remove()
    assert bench.next_event() == CardRemoved()
    bench.reader.close()
    bench.wire.unplug()


@pytest.mark.parametrize("finds_again", [False, True])
def test_a_reader_that_cannot_tell_who_is_there_reads_a_card_once_too(finds_again: bool) -> None:
    bench = make_bench(
        finds_again=finds_again, knows_new_address=False, knows_management_number=False
    )
    assert bench.next_event() == ReaderUp(SAM_ID)
    bench.sim.insert(RESIDENT)
    assert bench.next_event() == CardRead(RESIDENT.card)
    if not finds_again:
        assert bench.next_event() == CardRemoved()  # it cannot know better
    bench.no_event(polls=6)
    assert bench.sim.requests.count(Request.READ_CARD) == 1
    bench.sim.remove()
    if finds_again:
        assert bench.next_event() == CardRemoved()
    bench.reader.close()
    bench.wire.unplug()
