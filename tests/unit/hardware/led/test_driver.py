"""Lines of bars against simulated cards, over real pseudo terminals and sockets, fault by fault."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from hardware.errors import Disconnected
from hardware.led import (
    BX_5K,
    BX_6K,
    BarDown,
    BarTrouble,
    BarTroubleOver,
    BarUp,
    DigitBar,
    LayoutProblem,
    LedEvent,
    LedLine,
    LedSettings,
    Oddity,
    OnbonBar,
    OnbonOptions,
    Row,
    TemplateBar,
    TemplateOptions,
    TroubleKind,
    driver,
)
from hardware.led.bar import Rows
from hardware.led.codec import Frame
from hardware.led.commands import CardError, ask_status
from hardware.transport import Transport, open_transport
from simulation.devices.led_bus import SimBus
from simulation.devices.led_card import SimLedCard
from simulation.devices.led_simple import SimDigitBar, SimTemplateBar
from simulation.devices.wire import PtyWire, TcpWire, Wire
from tests.helpers.patience import PATIENCE_S, wait_until

CALL, IDLE = Row("请A012到3号窗口", "A012"), Row("热情为您服务")
PATIENT = LedSettings(
    reply_s=5.0, late_s=0.5, refresh_s=0.02, check_s=0.1, busy_gap_s=0.02, try_gap_s=0.01,
    busy_tries=3, backoff_s=(0.05,),
)  # fmt: skip
HASTY = LedSettings(
    reply_s=0.15,
    late_s=0.5,
    refresh_s=0.02,
    check_s=0.1,
    try_gap_s=0.01,
    tries=2,
    backoff_s=(0.05,),
)


class Window:
    """One card on a wire, its driver, and what that says."""

    def __init__(
        self,
        directory: Path,
        *,
        tcp: bool = True,
        settings: LedSettings = PATIENT,
        card: SimLedCard | None = None,
        rows: int = 1,
        resend_s: float = 60.0,
        **options: Any,
    ) -> None:
        self.card = card or SimLedCard(refresh_s=0)
        self.wire: Wire = TcpWire(self.card) if tcp else PtyWire(self.card, link=directory / "bar")
        self.wire.plug()
        self.events: Queue[LedEvent] = Queue()
        told = OnbonOptions(family=BX_6K, width=128, height=32, rows=rows, bauds=(9600,), **options)
        self.bar = OnbonBar(told, settings, resend_s=resend_s)
        self.line = LedLine(self.wire.url, {"b1": self.bar}, self.events.put, settings)

    def show(self, *rows: Row | None) -> None:
        self.line.show("b1", rows)

    def sees(self, *texts: str) -> bool:
        return self.card.wait_for(lambda: self.card.texts == texts, timeout_s=PATIENCE_S)

    def is_checked(self) -> bool:
        """Wait until the driver knows that all is shown, and asks only how the card is."""

        def asked() -> bool:
            last = self.card.heard[-1]
            return isinstance(last, Frame) and last.data == ask_status()

        return self.card.wait_for(asked, timeout_s=PATIENCE_S)

    def next_event(self) -> LedEvent:
        return self.events.get(timeout=PATIENCE_S)

    def counted(self, oddity: Oddity) -> int:
        return self.line.oddities["b1", oddity]

    def close(self) -> None:
        self.line.stop()
        self.wire.unplug()


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Callable[..., Window]]:
    opened: list[Window] = []

    def make(**options: Any) -> Window:
        opened.append(Window(tmp_path, **options))
        opened[-1].line.start()
        return opened[-1]

    yield make
    for window in opened:
        window.close()
        with pytest.raises(Empty):  # nothing was said twice
            window.events.get_nowait()


both_wires = pytest.mark.parametrize("tcp", [True, False], ids=["tcp", "pty"])


@both_wires
def test_a_bar_shows_its_rows_and_then_others(windows: Callable[..., Window], tcp: bool) -> None:
    window = windows(tcp=tcp, rows=2)
    window.show(CALL, IDLE)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text, IDLE.text)
    window.show(IDLE)
    assert window.sees(IDLE.text)
    window.show()
    assert window.sees()


def test_of_many_texts_the_last_is_shown_and_a_card_is_not_hurried(
    windows: Callable[..., Window],
) -> None:
    card = SimLedCard(refresh_s=0.2)
    settings = LedSettings(refresh_s=0.25, check_s=60.0)
    window = windows(card=card, settings=settings)
    assert window.next_event() == BarUp("b1")
    for number in range(200):
        window.show(Row(f"{number:03}"))
    assert window.sees("199")
    assert len(card.shown) < 20
    assert all(b - a >= 0.2 for a, b in zip(card.updated_at_s, card.updated_at_s[1:], strict=False))


@both_wires
def test_after_a_power_cut_all_rows_are_there_again(
    windows: Callable[..., Window], tcp: bool
) -> None:
    window = windows(tcp=tcp, rows=2, brightness=7)
    window.show(CALL, IDLE)
    assert window.sees(CALL.text, IDLE.text)
    assert window.is_checked()
    window.card.power_cycle()
    assert window.sees(CALL.text, IDLE.text)
    assert window.card.brightness == 7
    assert window.counted(Oddity.FORGOT) == 1
    assert window.next_event() == BarUp("b1")


@both_wires
def test_a_pulled_cable_is_told_once_and_the_newest_text_comes_back_with_it(
    windows: Callable[..., Window], tcp: bool
) -> None:
    window = windows(tcp=tcp)
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)
    window.wire.unplug()
    assert isinstance(window.next_event(), BarDown)
    window.card.power_cycle()
    window.show(CALL)
    window.show(IDLE)
    window.wire.plug()
    assert window.next_event() == BarUp("b1")
    assert window.sees(IDLE.text)
    assert CALL.text not in [text for texts in window.card.shown[1:] for text in texts]


def test_a_broken_connection_is_made_again(windows: Callable[..., Window]) -> None:
    window = windows()
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)
    window.card.areas.clear()
    assert isinstance(window.wire, TcpWire)
    window.wire.reset_connection()
    assert isinstance(window.next_event(), BarDown)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)


@both_wires
def test_a_card_that_says_nothing_is_down_until_it_does(
    windows: Callable[..., Window], tcp: bool
) -> None:
    card = SimLedCard(refresh_s=0)
    card.mute = True
    window = windows(card=card, tcp=tcp, settings=HASTY)
    window.show(CALL)
    event = window.next_event()
    assert isinstance(event, BarDown)
    assert "does not answer" in event.cause
    card.mute = False
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)


def test_a_card_that_falls_silent_is_told(windows: Callable[..., Window]) -> None:
    window = windows(settings=HASTY)
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)
    window.card.mute = True
    assert isinstance(window.next_event(), BarDown)
    window.card.mute = False
    assert window.next_event() == BarUp("b1")


def test_a_late_answer_is_the_answer_to_its_own_question(windows: Callable[..., Window]) -> None:
    settings = LedSettings(reply_s=0.1, late_s=PATIENCE_S, refresh_s=0.02, check_s=60.0)
    card = SimLedCard(refresh_s=0)
    card.answer_after_s = 0.2
    window = windows(card=card, settings=settings)
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)
    wait_until(lambda: window.counted(Oddity.LATE) >= 2, "late answers")
    assert window.counted(Oddity.SILENT) == 0


@both_wires
def test_spoiled_answers_and_requests_are_repeated(
    windows: Callable[..., Window], tcp: bool
) -> None:
    window = windows(tcp=tcp)
    assert window.next_event() == BarUp("b1")
    window.card.spoil_answers = 1
    window.show(CALL)
    assert window.sees(CALL.text)
    wait_until(lambda: window.counted(Oddity.DAMAGED) == 1, "a spoiled answer")
    window.card.spoil_requests = 2
    window.show(IDLE)
    assert window.sees(IDLE.text)


def test_a_spoiled_request_may_get_no_answer(windows: Callable[..., Window]) -> None:
    window = windows(settings=LedSettings(reply_s=0.15, late_s=0.05, refresh_s=0.02, check_s=60.0))
    assert window.next_event() == BarUp("b1")
    window.card.silent_when_spoiled = True
    window.card.spoil_requests = 1
    window.show(CALL)
    assert window.sees(CALL.text)
    assert window.counted(Oddity.SILENT) == 1


@both_wires
def test_an_answer_may_come_in_single_bytes(windows: Callable[..., Window], tcp: bool) -> None:
    card = SimLedCard(refresh_s=0)
    card.piece_gap_s = 0.001
    window = windows(card=card, tcp=tcp)
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)


def test_a_busy_card_is_asked_again_and_nobody_hears_of_it(windows: Callable[..., Window]) -> None:
    window = windows()
    assert window.next_event() == BarUp("b1")
    window.card.busy_updates = 2
    window.show(CALL)
    assert window.sees(CALL.text)


def test_a_card_that_stays_busy_is_trouble_until_it_is_not(windows: Callable[..., Window]) -> None:
    window = windows()
    assert window.next_event() == BarUp("b1")
    window.card.busy_updates = 20
    window.show(CALL)
    event = window.next_event()
    assert isinstance(event, BarTrouble)
    assert event.kind is TroubleKind.BUSY
    assert window.sees(CALL.text)
    assert window.next_event() == BarTroubleOver("b1", TroubleKind.BUSY)


def test_a_missing_font_is_named_and_the_old_number_does_not_stay(
    windows: Callable[..., Window],
) -> None:
    window = windows(card=SimLedCard(refresh_s=0, fonts=frozenset()))
    window.show(Row("A012"))
    assert window.next_event() == BarUp("b1")
    assert window.sees("A012")
    window.show(Row("请A013"))
    event = window.next_event()
    assert isinstance(event, BarTrouble)
    assert event.kind is TroubleKind.FONT
    assert "error 12" in event.cause
    assert window.sees()
    window.card.fonts = frozenset({0})
    window.show(Row("请A014"))
    assert window.sees("请A014")
    assert window.next_event() == BarTroubleOver("b1", TroubleKind.FONT)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (CardError.OUT_OF_MEMORY, TroubleKind.MEMORY),
        (CardError.NO_SUCH_COMMAND, TroubleKind.REFUSED),
        (CardError.FLASH, TroubleKind.REFUSED),
    ],
)
def test_what_a_card_refuses_is_told(
    windows: Callable[..., Window], error: CardError, kind: TroubleKind
) -> None:
    window = windows()
    assert window.next_event() == BarUp("b1")
    window.card.refuse_with = error
    window.show(CALL)
    event = window.next_event()
    assert isinstance(event, BarTrouble)
    assert event.kind is kind
    assert f"error {error.value}" in event.cause


def test_a_screen_smaller_than_the_hall_file_says_is_told(windows: Callable[..., Window]) -> None:
    window = windows(card=SimLedCard(refresh_s=0, width=96, height=16))
    event = window.next_event()
    if event == BarUp("b1"):
        event = window.next_event()
    else:
        assert window.next_event() == BarUp("b1")
    assert isinstance(event, BarTrouble)
    assert event.kind is TroubleKind.SIZE
    assert "96 × 16" in event.cause


def test_a_screen_that_is_switched_off_is_told_until_it_is_on(
    windows: Callable[..., Window],
) -> None:
    window = windows()
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)
    window.card.on = False
    event = window.next_event()
    assert isinstance(event, BarTrouble)
    assert event.kind is TroubleKind.OFF
    window.card.on = True
    assert window.next_event() == BarTroubleOver("b1", TroubleKind.OFF)


def test_an_old_card_that_tells_no_status_is_told_all_again_now_and_then(
    windows: Callable[..., Window],
) -> None:
    card = SimLedCard(refresh_s=0)
    card.knows_status = False
    window = windows(card=card, resend_s=0.1, settings=HASTY)
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)
    card.power_cycle()
    assert window.sees(CALL.text)


def test_a_card_that_hears_nothing_any_more_takes_the_number_away(
    windows: Callable[..., Window],
) -> None:
    now_s = [0.0]
    card = SimLedCard(refresh_s=0, program="欢迎光临", clock=lambda: now_s[0])
    window = windows(card=card)
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)
    window.line.stop()
    now_s[0] = PATIENT.forget_s + 1
    card.wake()
    assert window.sees("欢迎光临")


def test_a_text_wider_than_the_bar_runs(windows: Callable[..., Window]) -> None:
    window = windows(colour="green", font=0)
    window.show(Row("请A012号到23号窗口办理"))
    assert window.next_event() == BarUp("b1")
    assert window.sees("请A012号到23号窗口办理")
    assert window.card.areas[0].runs
    assert window.card.areas[0].data.startswith(rb"\FO000\C2")
    window.show(CALL)
    assert window.sees(CALL.text)
    assert not window.card.areas[0].runs


@pytest.mark.parametrize("knows", [True, False], ids=["by its own id", "not at all"])
def test_a_card_that_tells_no_status_to_a_broadcast_is_not_down(
    windows: Callable[..., Window], knows: bool
) -> None:
    card = SimLedCard(refresh_s=0, address=9)
    card.keeps_status_from_all = True
    card.knows_status = knows
    window = windows(card=card, settings=HASTY)
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)
    heard = len(card.heard)
    assert card.wait_for(lambda: len(card.heard) > heard + 5, timeout_s=PATIENCE_S)
    asked = [f for f in card.heard[heard:] if isinstance(f, Frame) and f.data == ask_status()]
    if knows:
        assert {frame.destination for frame in asked} == {9}
    else:
        assert len(asked) <= 1  # once to no avail; then it is only pinged


def test_a_bar_that_is_left_is_told_nothing_more(windows: Callable[..., Window]) -> None:
    window = windows(resend_s=0.05)
    window.show(CALL)
    assert window.next_event() == BarUp("b1")
    assert window.sees(CALL.text)
    window.line.leave("b1")
    assert window.is_checked()
    told = len(window.card.shown)
    window.card.power_cycle()
    heard = len(window.card.heard)
    assert window.card.wait_for(lambda: len(window.card.heard) > heard + 3, timeout_s=PATIENCE_S)
    assert len(window.card.shown) == told


def test_a_replaced_character_is_counted(windows: Callable[..., Window]) -> None:
    window = windows()
    assert window.next_event() == BarUp("b1")
    window.show(Row("张𠮷"))
    assert window.sees("张○")
    wait_until(lambda: window.counted(Oddity.REPLACED) == 1, "one replaced")


def test_a_dark_row_does_not_let_the_cards_program_shine_through(
    windows: Callable[..., Window],
) -> None:
    window = windows(card=SimLedCard(refresh_s=0, program="欢迎光临"), rows=2)
    assert window.next_event() == BarUp("b1")
    assert window.sees("欢迎光临")
    window.show(None, IDLE)
    assert window.sees(IDLE.text)
    window.show(None, None)
    assert window.sees()
    assert window.card.flash.writes == 0


def test_many_long_rows_are_said_in_several_frames() -> None:
    card = SimLedCard(refresh_s=0, family=BX_5K, height=128)
    texts = [str(n) * 150 for n in range(8)]
    options = OnbonOptions(family=BX_5K, width=128, height=128, rows=8)
    bar = OnbonBar(options, PATIENT)
    with TcpWire(card) as wire:
        line = LedLine(wire.url, {"b1": bar}, lambda _: None, PATIENT)
        line.show("b1", [Row(text) for text in texts])
        line.start()
        assert card.wait_for(lambda: card.texts == tuple(texts), timeout_s=PATIENCE_S)
        line.stop()
    assert len(card.updated_at_s) > 1


def test_a_layout_no_card_can_show_is_refused_before_anything_is_opened() -> None:
    with pytest.raises(LayoutProblem, match="a BX-6K card has 5"):
        OnbonBar(OnbonOptions(family=BX_6K, width=128, height=96, rows=6))


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
