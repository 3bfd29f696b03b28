import pytest

from hardware.scanner import Scanned, ScannerSettings, ScanRefused, ZoneScanned
from hardware.scanner.codec import Garbage
from hardware.scanner.readings import Readings
from tests.helpers.zones import CARD, PASSPORT


def readings() -> Readings:
    return Readings(ScannerSettings(same_code_s=2.5))


def test_a_code_held_before_the_scanner_is_told_once() -> None:
    found = [
        readings_.take("A012-7F3", at_s) for readings_ in [readings()] for at_s in (0, 1, 3, 5)
    ]
    assert found == [Scanned("A012-7F3"), None, None, None]


def test_after_a_while_the_same_code_is_a_new_one() -> None:
    told = readings()
    assert told.take("A012-7F3", 0.0)
    assert told.take("A012-7F3", 2.6)


def test_another_code_is_told_at_once() -> None:
    told = readings()
    texts = ("A012-7F3", "B001-222", "A012-7F3")
    assert [told.take(text, 0.1) for text in texts] == [Scanned(text) for text in texts]


def test_the_lines_of_a_document_are_one_event_and_it_is_told_once() -> None:
    told = readings()
    first = [told.take(line, 0.1) for line in PASSPORT]
    again = [told.take(line, 1.0) for line in PASSPORT]
    assert first == [None, ZoneScanned(PASSPORT)]
    assert again == [None, None]


def test_small_letters_of_a_document_are_capitals() -> None:
    told = readings()
    assert [told.take(line.lower(), 0.1) for line in CARD][-1] == ZoneScanned(CARD)


def test_lines_that_come_far_apart_are_not_one_document() -> None:
    told = readings()
    assert told.take(PASSPORT[0], 0.0) is None
    assert told.take(PASSPORT[1], 60.0) is None


def test_garbage_is_refused() -> None:
    assert readings().take(Garbage("12 bytes that are no text"), 0.0) == ScanRefused(
        "12 bytes that are no text"
    )


@pytest.mark.parametrize("event", [Scanned("110101199003070000"), ZoneScanned(PASSPORT)])
def test_nothing_that_was_scanned_is_ever_shown(event: object) -> None:
    assert "1101" not in repr(event)
    assert "ERIKSSON" not in repr(event)
