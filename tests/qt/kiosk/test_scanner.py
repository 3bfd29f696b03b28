"""A scanner that types, on real windows with real key events."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from hardware.scanner import Scanned, ScannerEvent, WedgeScanner, ZoneScanned
from qtkit.wedge import WedgeFilter
from simulation.devices.wedge import SimWedge
from tests.helpers.qt import items, pump, wait_for
from tests.helpers.zones import PASSPORT
from tests.qt.kiosk.window import Window

PERSON_MS = 150


class WithScanner(Window):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[ScannerEvent] = []
        self.filter = WedgeFilter(WedgeScanner(self.told.append), self.view)
        self.wedge = SimWedge(self.view)
        self.person = SimWedge(self.view, gap_ms=PERSON_MS)

    def person_types(self, signs: str) -> None:
        for sign in signs:
            self.person.press(sign)
            QTest.qWait(PERSON_MS)

    @property
    def code(self) -> str | None:
        return self.text("check_in.code")


@pytest.fixture
def window() -> Iterator[WithScanner]:
    made = WithScanner()
    made.bench.tap("appointment")
    pump()
    yield made
    made.filter.close()
    made.window.close()


def test_a_scan_is_told_and_leaves_nothing_in_the_field(window: WithScanner) -> None:
    before = window.code
    window.wedge.scan("K7M3PQ")
    wait_for(lambda: window.told == [Scanned("K7M3PQ")])
    QTest.qWait(120)
    assert window.code == before
    assert window.bench.sent == []  # its Enter has pressed no button


@pytest.mark.parametrize("end", [Qt.Key.Key_Tab, Qt.Key.Key_Enter])
def test_a_scan_may_end_with_a_tab_or_another_enter(window: WithScanner, end: Qt.Key) -> None:
    window.wedge.scan("K7M3PQ", end=end)
    wait_for(lambda: window.told == [Scanned("K7M3PQ")])


def test_what_a_person_types_reaches_the_field(window: WithScanner) -> None:
    window.person_types("k7m3")
    wait_for(lambda: window.code == "K7M3")
    window.person_types("pq\r")
    wait_for(lambda: len(window.bench.sent) == 1)
    assert window.told == []


def test_two_fingers_at_once_are_not_lost(window: WithScanner) -> None:
    window.wedge.press("k")
    window.wedge.press("7")
    wait_for(lambda: window.code == "K7")
    assert window.told == []


def test_a_scan_while_a_person_types_takes_nothing_away_from_either(window: WithScanner) -> None:
    window.person_types("k7")
    window.wedge.scan("B2-0001")
    wait_for(lambda: window.told == [Scanned("B2-0001")])
    window.person_types("m")
    wait_for(lambda: window.code == "K7M")


def test_a_busy_machine_mixes_no_person_up_with_a_scanner(window: WithScanner) -> None:
    for sign in "k7":  # all these keys wait together for a thread that is busy
        window.person.press(sign)
    later = SimWedge(window.view)
    later.scan("B2-0001")
    window.person.press("m")
    wait_for(lambda: window.code == "K7M")
    assert window.told == [Scanned("B2-0001")]


def test_the_lines_of_a_passport_come_over_the_keyboard(window: WithScanner) -> None:
    window.wedge.scan_document(PASSPORT)
    wait_for(lambda: window.told == [ZoneScanned(PASSPORT)])


def test_a_key_held_down_is_a_person(window: WithScanner) -> None:
    for _ in range(6):
        window.wedge.repeat("7")
    QTest.qWait(120)
    assert window.code == "777777"
    assert window.told == []


def test_after_the_filter_is_closed_all_keys_go_their_way(window: WithScanner) -> None:
    window.filter.close()
    window.wedge.scan("K7M3PQ")
    wait_for(lambda: len(window.bench.sent) == 1)
    assert window.told == []


def test_nothing_on_the_screen_takes_a_chinese_input_method(window: WithScanner) -> None:
    """An input method would swallow a scanner's letters before any filter sees them."""
    for touch in ("home", "my_ticket", "home", "begin", "search"):
        window.bench.tap(touch)
        pump()
        for each in items(window.view):
            flags = each.flags()
            assert not flags & QQuickItem.Flag.ItemAcceptsInputMethod, each.objectName()
    assert isinstance(window.view, QObject)
