"""Lines of bars against simulated cards, over real pseudo terminals and sockets, fault by fault."""

from collections.abc import Callable

from hardware.led import (
    BarDown,
    BarUp,
    LedSettings,
    Oddity,
    Row,
)
from simulation.devices.led_card import SimLedCard
from simulation.devices.wire import TcpWire
from tests.unit.hardware.led.bench import CALL, HASTY, IDLE, Window, both_wires


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
