"""The bus against simulated keypads, over a real pseudo terminal."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, Queue

import pytest

from hardware.keypad import (
    BusDown,
    BusUp,
    Key,
    KeypadBus,
    KeypadEvent,
    KeypadSettings,
    KeyPressed,
    KeyStuck,
    Oddity,
    Rated,
)
from simulation.devices.keypads import (
    SimEvaluator,
    SimKeypad,
    SimKeypadBus,
    Spoiler,
    wrong_checksum,
    wrong_second_length,
)
from simulation.devices.wire import PtyWire
from tests.helpers.patience import PATIENCE_S

WINDOW, OTHER_WINDOW, RATING, STRANGER = 5, 6, 7, 99
HASTE_S = 0.5  # where frames get lost, a keypad waits no longer before it repeats one
SETTINGS = KeypadSettings(backoff_s=(0.05,), repeat_gap_s=2.0)  # a busy computer is no press


class Counter:
    """A row of windows on one bus, and what the bus says of them."""

    def __init__(self, directory: Path) -> None:
        self.sim = SimKeypadBus(answer_within_s=PATIENCE_S)
        self.keypad = SimKeypad(self.sim, WINDOW)
        self.other_keypad = SimKeypad(self.sim, OTHER_WINDOW)
        self.evaluator = SimEvaluator(self.sim, RATING)
        self.own_evaluator = SimEvaluator(self.sim, WINDOW)  # shares the keypad's address
        self.wire = PtyWire(self.sim, link=directory / "bus").plug()
        self.events: Queue[KeypadEvent] = Queue()
        addresses = {WINDOW, OTHER_WINDOW, RATING}
        self.bus = KeypadBus(self.wire.url, addresses, self.events.put, SETTINGS)

    def next_event(self) -> KeypadEvent:
        return self.events.get(timeout=PATIENCE_S)

    def rate(self, evaluator: SimEvaluator, index: int) -> bool:
        assert self.sim.wait_for(lambda: evaluator.enabled)
        return evaluator.press(index)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(tmp_path)
    counter.bus.start()
    assert counter.next_event() == BusUp()
    yield counter
    counter.bus.stop()
    counter.wire.unplug()
    with pytest.raises(Empty):  # nothing was said twice
        counter.events.get_nowait()


@pytest.mark.parametrize("key", Key)
def test_every_key_is_acknowledged_and_told_once(counter: Counter, key: Key) -> None:
    assert counter.keypad.press(key)
    assert counter.next_event() == KeyPressed(WINDOW, key)


def test_a_key_no_document_names_is_acknowledged_and_counted(counter: Counter) -> None:
    assert counter.keypad.press_unknown(b"\x77")
    assert counter.bus.oddities == {Oddity.UNKNOWN_KEY: 1}


def test_lost_answers_do_not_make_two_presses(counter: Counter) -> None:
    counter.sim.answer_within_s = HASTE_S
    counter.sim.lose_answers = 3
    assert counter.keypad.press(Key.CALL_NEXT)
    assert counter.next_event() == KeyPressed(WINDOW, Key.CALL_NEXT)
    assert counter.bus.oddities[Oddity.REPEATED] >= 3


@pytest.mark.parametrize("spoiler", [wrong_checksum, wrong_second_length])
def test_a_spoiled_key_is_repeated_and_told_once(counter: Counter, spoiler: Spoiler) -> None:
    counter.sim.answer_within_s = HASTE_S
    counter.sim.spoil_next(spoiler, spoiler)
    assert counter.keypad.press(Key.RECALL)
    assert counter.next_event() == KeyPressed(WINDOW, Key.RECALL)
    assert counter.bus.oddities[Oddity.DAMAGED] >= 2


def test_two_keypads_at_once_both_get_through(counter: Counter) -> None:
    counter.sim.answer_within_s = HASTE_S
    counter.sim.collide_next()
    with ThreadPoolExecutor() as clerks:
        first = clerks.submit(counter.keypad.press, Key.CALL_NEXT)
        second = clerks.submit(counter.other_keypad.press, Key.CALL_NEXT)
        assert first.result(PATIENCE_S)
        assert second.result(PATIENCE_S)

    assert {counter.next_event(), counter.next_event()} == {
        KeyPressed(WINDOW, Key.CALL_NEXT),
        KeyPressed(OTHER_WINDOW, Key.CALL_NEXT),
    }
    assert counter.bus.oddities[Oddity.DAMAGED] >= 1


def test_an_adapter_that_echoes_adds_no_key(counter: Counter) -> None:
    counter.sim.echo = True
    counter.bus.start_rating(WINDOW)
    assert counter.rate(counter.own_evaluator, 1)
    assert counter.next_event() == Rated(WINDOW, 4)
    assert counter.keypad.press(Key.ASK_RATING)
    assert counter.next_event() == KeyPressed(WINDOW, Key.ASK_RATING)


def test_bytes_may_drip(counter: Counter) -> None:
    counter.sim.drip_s = 0.005
    assert counter.keypad.press(Key.NO_SHOW)
    assert counter.next_event() == KeyPressed(WINDOW, Key.NO_SHOW)


def test_a_stuck_key_is_one_press_and_one_alarm(counter: Counter) -> None:
    counter.keypad.hold_down(Key.CALL_NEXT, presses=30)
    assert counter.next_event() == KeyPressed(WINDOW, Key.CALL_NEXT)
    assert counter.next_event() == KeyStuck(WINDOW)


def test_a_strange_keypad_is_counted_and_not_answered(counter: Counter) -> None:
    counter.sim.answer_within_s = 0.02
    assert not SimKeypad(counter.sim, STRANGER).press(Key.CALL_NEXT)
    assert set(counter.bus.oddities) == {Oddity.UNKNOWN_ADDRESS}


def test_numbers_stars_and_beeps_reach_the_keypad(counter: Counter) -> None:
    counter.bus.show(WINDOW, 7, "A012")
    counter.bus.show_stars(RATING, 4)
    counter.bus.beep(WINDOW)

    keypad = counter.keypad
    assert counter.sim.wait_for(lambda: keypad.ticket == "012" and keypad.beeps == 1)
    assert counter.sim.wait_for(lambda: counter.evaluator.stars == 4)
    assert keypad.waiting == "007"
    assert counter.other_keypad.ticket == "   "


def test_of_many_numbers_the_last_is_shown(counter: Counter) -> None:
    for number in range(200):
        counter.bus.show(WINDOW, number, None)
    assert counter.sim.wait_for(lambda: counter.keypad.waiting == "199")
    assert len(counter.keypad.tickets_shown) < 200


@pytest.mark.parametrize("shared", [False, True], ids=["own address", "the caller's address"])
def test_a_rating_that_was_started_is_told_once(counter: Counter, shared: bool) -> None:
    evaluator = counter.own_evaluator if shared else counter.evaluator
    counter.bus.start_rating(evaluator.address)
    counter.sim.answer_within_s = HASTE_S
    counter.sim.spoil_next(wrong_checksum)
    assert counter.rate(evaluator, 0)
    assert counter.next_event() == Rated(evaluator.address, 5)
    assert not evaluator.press(0)


def test_a_rating_nobody_asked_for_is_acknowledged_and_dropped(counter: Counter) -> None:
    assert counter.evaluator.press_late(0)
    assert counter.bus.oddities == {Oddity.UNASKED_RATING: 1}


def test_a_pulled_cable_is_told_and_the_numbers_come_back_with_it(counter: Counter) -> None:
    counter.bus.show(WINDOW, 3, "A012")
    assert counter.sim.wait_for(lambda: counter.keypad.ticket == "012")
    counter.wire.unplug()
    assert isinstance(counter.next_event(), BusDown)
    counter.bus.show(OTHER_WINDOW, 4, "B001")
    counter.bus.beep(WINDOW)  # would be late: not kept
    counter.keypad.ticket = "   "

    counter.wire.plug()

    assert counter.next_event() == BusUp()
    both = [counter.keypad, counter.other_keypad]
    assert counter.sim.wait_for(lambda: [one.ticket for one in both] == ["012", "001"])
    assert counter.keypad.press(Key.CALL_NEXT)
    assert counter.next_event() == KeyPressed(WINDOW, Key.CALL_NEXT)
    assert counter.keypad.beeps == 0


def test_an_address_that_is_not_on_the_bus_is_a_mistake(counter: Counter) -> None:
    with pytest.raises(ValueError, match="99"):
        counter.bus.beep(STRANGER)


def test_the_bus_outlives_a_listener(tmp_path: Path) -> None:
    sim, told = SimKeypadBus(answer_within_s=PATIENCE_S), Queue[KeypadEvent]()
    keypad = SimKeypad(sim, WINDOW)

    def listener(event: KeypadEvent) -> None:
        told.put(event)
        raise RuntimeError("a listener's mistake")

    with PtyWire(sim) as wire:
        bus = KeypadBus(wire.url, {WINDOW}, listener, SETTINGS)
        bus.start()
        assert told.get(timeout=PATIENCE_S) == BusUp()
        assert keypad.press(Key.CALL_NEXT)
        assert told.get(timeout=PATIENCE_S) == KeyPressed(WINDOW, Key.CALL_NEXT)
        bus.stop()
