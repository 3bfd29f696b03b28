"""The calls a bar has shown are counted, and told now and then."""

from contract.ids import EpochMs
from display.core.bars import BarRow
from display.led.calls import REMEMBERED, TELL_EVERY_MS, CallsShown


def row(number: str) -> BarRow:
    return BarRow(f"请{number}到3号窗口", number)


def test_each_number_that_comes_up_is_counted_once() -> None:
    calls = CallsShown()
    for face in ((None,), (row("A012"),), (None,), (row("A012"),), (row("A013"),)):
        calls.see(face)

    assert calls.count == 2


def test_a_board_counts_what_is_new_on_it() -> None:
    calls = CallsShown()
    calls.see((row("A012"), None))
    calls.see((row("A013"), row("A012")))
    calls.see((None, row("A012")))  # the new one flashes
    calls.see((row("A013"), row("A012")))

    assert calls.count == 2


def test_the_same_number_on_another_day_is_another_call() -> None:
    calls = CallsShown()
    for _ in range(2):
        for number in range(REMEMBERED + 1):
            calls.see((row(f"A{number:03}"),))

    assert calls.count == 2 * (REMEMBERED + 1)


def test_the_count_is_told_when_it_has_changed_and_not_too_often() -> None:
    calls = CallsShown()
    assert not calls.is_due(EpochMs(1))
    calls.see((row("A012"),))
    assert calls.is_due(EpochMs(1))
    assert not calls.is_due(EpochMs(2))
    calls.see((row("A013"),))
    assert not calls.is_due(EpochMs(TELL_EVERY_MS))
    assert calls.is_due(EpochMs(TELL_EVERY_MS + 1))
