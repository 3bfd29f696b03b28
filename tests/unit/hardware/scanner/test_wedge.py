"""A scanner's keys and a person's, by nothing but their times."""

from pathlib import Path
from queue import Queue

import pytest

from hardware.scanner import (
    Scanned,
    ScannerDown,
    ScannerEvent,
    ScannerUp,
    ScanRefused,
    Verdict,
    WedgeScanner,
    ZoneScanned,
)
from hardware.scanner.wedge import WedgeSettings
from tests.helpers.patience import PATIENCE_S
from tests.helpers.zones import PASSPORT

OWN, HOLD, SWALLOW = Verdict.OWN, Verdict.HOLD, Verdict.SWALLOW
GAP_MS = WedgeSettings().gap_ms


class Keyboard:
    """Presses keys, and says `pause` as the filter does when a gap is over."""

    def __init__(self) -> None:
        self.told: list[ScannerEvent] = []
        self.scanner = WedgeScanner(self.told.append)
        self.at_ms = 10_000

    def press(self, signs: str, *, every_ms: int) -> list[Verdict]:
        found = []
        for sign in signs:
            self.at_ms += every_ms
            if every_ms > GAP_MS:
                found.append(self.scanner.pause())
            found.append(self.scanner.press(sign, self.at_ms))
        return found

    def pause(self) -> Verdict:
        self.at_ms += GAP_MS + 1
        return self.scanner.pause()


@pytest.mark.parametrize("end", ["\r", "\n", "\t", "\r\n"])
def test_a_scan_is_told_and_no_field_and_no_button_gets_a_key_of_it(end: str) -> None:
    keys = Keyboard()
    verdicts = keys.press("A012-7F3" + end, every_ms=8)
    assert verdicts == [HOLD] * 8 + [SWALLOW] * len(end)
    assert keys.told == [Scanned("A012-7F3")]


def test_a_person_is_never_taken_for_a_scanner() -> None:
    keys = Keyboard()
    verdicts = keys.press("A012-7F3\r", every_ms=150)
    assert verdicts == [OWN, HOLD] * 8 + [OWN, OWN]
    assert keys.told == []


def test_two_fingers_at_once_are_still_a_person() -> None:
    keys = Keyboard()
    assert keys.press("AB", every_ms=10) == [HOLD, HOLD]
    assert keys.pause() is OWN
    assert keys.press("\r", every_ms=10) == [OWN]
    assert keys.told == []


def test_enter_alone_is_a_persons() -> None:
    assert Keyboard().press("\r", every_ms=10) == [OWN]


def test_a_code_cut_off_is_refused_and_its_rest_is_no_code_either() -> None:
    keys = Keyboard()
    keys.press("A012-7", every_ms=5)
    assert keys.pause() is SWALLOW
    assert keys.press("F3-0000\r", every_ms=5) == [SWALLOW] * 8
    assert keys.told == [ScanRefused("a code without an end")]
    keys.at_ms += 2000
    keys.press("A012-7F3\r", every_ms=5)
    assert keys.told[1:] == [Scanned("A012-7F3")]


def test_a_zone_comes_line_by_line() -> None:
    keys = Keyboard()
    for line in PASSPORT:
        keys.press(line + "\r", every_ms=4)
    assert keys.told == [ZoneScanned(PASSPORT)]


def test_an_endless_text_is_bounded() -> None:
    keys = Keyboard()
    verdicts = keys.press("X" * 2000 + "\r", every_ms=3)
    assert verdicts[512:] == [SWALLOW] * 1489
    assert not [each for each in keys.told if isinstance(each, Scanned)]


def test_a_key_no_scanner_has_gives_back_what_was_held() -> None:
    keys = Keyboard()
    keys.press("ABCDE", every_ms=5)
    assert keys.scanner.other() is OWN
    assert keys.press("\r", every_ms=5) == [OWN]


def test_a_clock_that_goes_back_is_no_scanner() -> None:
    keys = Keyboard()
    keys.press("ABCD", every_ms=-5)
    assert keys.press("\r", every_ms=-5) == [OWN]
    assert keys.told == []


def test_a_scanner_that_is_unplugged_is_missed_and_found_again(tmp_path: Path) -> None:
    device = tmp_path / "usb-Acme-event-kbd"
    told: Queue[ScannerEvent] = Queue()
    scanner = WedgeScanner(told.put, WedgeSettings(watch_s=0.01), device=device)
    scanner.start()
    down = told.get(timeout=PATIENCE_S)
    assert isinstance(down, ScannerDown)
    assert str(device) in down.cause
    device.touch()
    assert told.get(timeout=PATIENCE_S) == ScannerUp()
    device.unlink()
    assert isinstance(told.get(timeout=PATIENCE_S), ScannerDown)
    scanner.stop()


def test_without_a_file_to_watch_it_is_taken_for_up() -> None:
    keys = Keyboard()
    keys.scanner.start()
    assert keys.told == [ScannerUp()]
    keys.scanner.stop()
