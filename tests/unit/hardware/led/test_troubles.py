"""What an Onbon card answers, or does not, and what is told of it."""

from collections.abc import Callable

import pytest

from hardware.led import (
    BX_5K,
    BX_6K,
    BarTrouble,
    BarTroubleOver,
    BarUp,
    LayoutProblem,
    LedLine,
    LedSettings,
    Oddity,
    OnbonBar,
    OnbonOptions,
    Row,
    TroubleKind,
)
from hardware.led.codec import Frame
from hardware.led.commands import CardError, ask_status
from simulation.devices.led_card import SimLedCard
from simulation.devices.wire import TcpWire
from tests.helpers.patience import PATIENCE_S, wait_until
from tests.unit.hardware.led.bench import CALL, HASTY, IDLE, PATIENT, Window, both_wires


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
