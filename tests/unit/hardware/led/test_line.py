"""Lines with several bars, and bars that say little or nothing."""

from functools import partial
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from hardware.errors import Disconnected
from hardware.led import (
    BX_6K,
    BarDown,
    BarUp,
    DigitBar,
    LedEvent,
    LedLine,
    OnbonBar,
    OnbonOptions,
    Row,
    TemplateBar,
    TemplateOptions,
    driver,
)
from hardware.led.bar import Rows
from hardware.transport import Transport, open_transport
from simulation.devices.led_bus import SimBus
from simulation.devices.led_card import SimLedCard
from simulation.devices.led_simple import SimDigitBar, SimTemplateBar
from simulation.devices.wire import PtyWire, TcpWire, Wire
from tests.helpers.patience import PATIENCE_S
from tests.unit.hardware.led.bench import CALL, HASTY, IDLE, PATIENT, both_wires


def shows(card: SimLedCard, text: str) -> bool:
    return card.texts == (text,)


def test_bars_on_one_bus_are_told_apart_and_a_dead_one_does_not_stop_the_others() -> None:
    cards = {n: SimLedCard(refresh_s=0, address=n) for n in (1, 2, 3)}
    cards[2].mute = True
    bars = {
        str(n): OnbonBar(OnbonOptions(family=BX_6K, width=128, height=32, address=n), HASTY)
        for n in cards
    }
    events: Queue[LedEvent] = Queue()
    with PtyWire(SimBus(list(cards.values()))) as wire:
        line = LedLine(wire.url, bars, events.put, HASTY)
        for n in cards:
            line.show(str(n), [Row(f"{n}号窗口")])
        line.start()
        for n in (1, 3):
            assert cards[n].wait_for(partial(shows, cards[n], f"{n}号窗口"))
        told = [events.get(timeout=PATIENCE_S) for _ in range(3)]
        assert {type(event) for event in told if event.bar == "2"} == {BarDown}
        line.show("3", [CALL])
        assert cards[3].wait_for(lambda: cards[3].texts == (CALL.text,))
        cards[2].mute = False
        assert cards[2].wait_for(lambda: cards[2].texts == ("2号窗口",), timeout_s=PATIENCE_S)
        line.stop()
    assert cards[1].texts == ("1号窗口",)


def test_a_serial_line_is_tried_at_each_speed_and_down_is_told_after_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A pseudo terminal has no speed, so whoever opens the port plays the card's."""
    speed, asked = [57_600], []

    def open_at(url: str, **options: Any) -> Transport:
        asked.append(options["baud"])
        card.mute = options["baud"] != speed[0]
        return open_transport(url, **options)

    monkeypatch.setattr(driver, "open_transport", open_at)
    card = SimLedCard(refresh_s=0)
    bar = OnbonBar(OnbonOptions(family=BX_6K, width=128, height=32), HASTY)
    events: Queue[LedEvent] = Queue()
    with PtyWire(card, link=tmp_path / "bar") as wire:
        line = LedLine(wire.url, {"b1": bar}, events.put, HASTY)
        line.start()
        assert events.get(timeout=PATIENCE_S) == BarUp("b1")
        assert asked == [9_600, 57_600]
        speed[0] = 0
        card.mute = True
        assert isinstance(events.get(timeout=PATIENCE_S), BarDown)
        speed[0] = 9_600
        assert events.get(timeout=PATIENCE_S) == BarUp("b1")
        line.stop()
    assert asked[2] == 57_600  # the speed that was right is tried first


def test_an_address_that_leads_nowhere_is_told_and_show_never_waits() -> None:
    events: Queue[LedEvent] = Queue()
    bar = OnbonBar(OnbonOptions(family=BX_6K, width=128, height=32))
    line = LedLine("/dev/hallcall/no-such-bar", {"b1": bar}, events.put, PATIENT)
    line.show("b1", [CALL])
    line.start()
    event = events.get(timeout=PATIENCE_S)
    assert isinstance(event, BarDown)
    assert "no-such-bar" in event.cause
    line.show("b1", [IDLE])
    line.stop()
    assert events.empty()


def test_a_driver_with_a_mistake_is_told_and_the_line_goes_on() -> None:
    class Careless(DigitBar):
        mistakes = 1

        def write(self, line: Transport, rows: Rows, *, anew: bool) -> frozenset[int]:
            if self.mistakes:
                self.mistakes -= 1
                raise KeyError("a mistake")
            return super().write(line, rows, anew=anew)

    sim, events = SimDigitBar(1), Queue[LedEvent]()
    with TcpWire(sim) as wire:
        line = LedLine(wire.url, {"b1": Careless(1)}, events.put, PATIENT)
        line.show("b1", [CALL])
        line.start()
        assert events.get(timeout=PATIENCE_S) == BarUp("b1")
        down = events.get(timeout=PATIENCE_S)
        assert isinstance(down, BarDown)
        assert "KeyError" in down.cause
        assert events.get(timeout=PATIENCE_S) == BarUp("b1")
        assert sim.wait_for(lambda: sim.text == "012", timeout_s=PATIENCE_S)
        line.stop()


def test_the_line_outlives_a_listener() -> None:
    def listener(event: LedEvent) -> None:
        raise RuntimeError("a listener's mistake")

    card = SimLedCard(refresh_s=0)
    bar = OnbonBar(OnbonOptions(family=BX_6K, width=128, height=32), PATIENT)
    with TcpWire(card) as wire:
        line = LedLine(wire.url, {"b1": bar}, listener, PATIENT)
        line.start()
        line.show("b1", [CALL])
        assert card.wait_for(lambda: card.texts == (CALL.text,), timeout_s=PATIENCE_S)
        line.stop()


@both_wires
@pytest.mark.parametrize("kind", ["none", "sum8", "xor8", "crc16"])
def test_a_template_bar_shows_a_text(tmp_path: Path, tcp: bool, kind: Any) -> None:
    sim = SimTemplateBar(prefix=b"\x7e\x05", suffix=b"\x26\x0d", checksum=kind)
    bar = TemplateBar(
        TemplateOptions(prefix="7E {address}", suffix="26 0D", checksum=kind, address=5)
    )
    events: Queue[LedEvent] = Queue()
    wire: Wire = TcpWire(sim) if tcp else PtyWire(sim, link=tmp_path / "bar")
    with wire:
        line = LedLine(wire.url, {"b1": bar}, events.put, PATIENT)
        line.start()
        line.show("b1", [CALL])
        assert sim.wait_for(lambda: sim.text == CALL.text, timeout_s=PATIENCE_S)
        line.show("b1", [None])
        assert sim.wait_for(lambda: sim.text == "", timeout_s=PATIENCE_S)
        line.stop()
    assert list(events.queue) == [BarUp("b1")]


def test_a_template_bar_whose_answer_is_known_is_down_without_it() -> None:
    sim = SimTemplateBar(prefix=b"\x3a", suffix=b"\x0a")
    sim.answer = b"\x06"
    sim.mute = True
    bar = TemplateBar(TemplateOptions(prefix="3A", suffix="0A", answer="06", answer_s=0.2))
    events: Queue[LedEvent] = Queue()
    with TcpWire(sim) as wire:
        line = LedLine(wire.url, {"b1": bar}, events.put, PATIENT)
        line.show("b1", [CALL])
        line.start()
        assert isinstance(events.get(timeout=PATIENCE_S), BarDown)
        sim.mute = False
        assert events.get(timeout=PATIENCE_S) == BarUp("b1")
        assert sim.wait_for(lambda: sim.text == CALL.text, timeout_s=PATIENCE_S)
        line.stop()


def test_bars_that_cannot_be_asked_are_told_all_again_now_and_then() -> None:
    digits, others = SimDigitBar(5), SimDigitBar(6)
    bars = {"5": DigitBar(5), "6": DigitBar(6)}
    for bar in bars.values():
        bar.resend_s = 0.1
    with PtyWire(SimBus([digits, others])) as wire:
        line = LedLine(wire.url, bars, lambda _: None, PATIENT)
        line.show("5", [CALL])
        line.show("6", [Row("B999", "B999")])
        line.start()
        assert digits.wait_for(lambda: digits.text == "012", timeout_s=PATIENCE_S)
        assert others.wait_for(lambda: others.text == "999", timeout_s=PATIENCE_S)
        digits.power_cycle()
        assert digits.wait_for(lambda: digits.text == "012", timeout_s=PATIENCE_S)
        line.stop()


def test_a_bar_that_takes_nothing_is_down_and_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def opens(url: str, **_: Any) -> Transport:
        raise Disconnected("no")

    monkeypatch.setattr(driver, "open_transport", opens)
    events: Queue[LedEvent] = Queue()
    line = LedLine("socket://127.0.0.1:1", {"b1": DigitBar(1)}, events.put, PATIENT)
    line.start()
    assert events.get(timeout=PATIENCE_S) == BarDown("b1", "no")
    line.stop()
