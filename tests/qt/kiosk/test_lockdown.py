"""Nobody closes a kiosk's window but its program; a technician knocks at the hall's name."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.core.equipment import PrinterHealth, PrinterTrouble
from kiosk.qt.window import KioskWindow
from qtkit.bridge import ScreenBridge
from qtkit.program import application
from tests.helpers.qt import item, middle, pump, wait_for
from tests.qt.kiosk.window import FIVE_FOUR, TEXTS, Window
from tests.unit.kiosk.bench import TO_TECHNICIAN, Bench


@pytest.fixture
def locked() -> Iterator[KioskWindow]:
    application()
    bridge = ScreenBridge(TEXTS, "zh")
    bench = Bench(view=bridge)
    bridge.on_tap = bench.presenter.on_tap
    window = KioskWindow(
        bridge, on_tick=lambda: None, title="kiosk", width=1080, height=1920, fullscreen=True
    )
    pump()
    yield window
    window.close()
    assert not window.view.isVisible()


def test_a_kiosks_window_does_not_close_and_does_not_go_away(locked: KioskWindow) -> None:
    locked.view.close()
    pump()
    assert locked.view.isVisible()

    locked.view.showMinimized()
    wait_for(lambda: locked.view.windowStates() & Qt.WindowState.WindowFullScreen)


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_Q, Qt.Key.Key_Tab])
def test_commands_by_key_come_to_nothing(locked: KioskWindow, key: Qt.Key) -> None:
    for modifier in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier):
        QTest.keyClick(locked.view, key, modifier)
    QTest.keyClick(locked.view, Qt.Key.Key_Escape)
    pump()

    assert locked.view.isVisible()


def test_five_taps_on_the_halls_name_ask_for_the_code() -> None:
    window = Window()
    window.click(*["header.hall"] * 4)
    assert window.shows("home")

    window.click("header.hall")
    assert window.shows("technician_code")
    window.click(*(f"technician_code.{digit}" for digit in "270718"), "technician_code.confirm")

    assert window.shows("technician")
    window.click("technician.restart")
    window.bench.workshop.restart.assert_called_once()
    window.window.close()


def test_the_last_lines_of_the_log_are_drawn_up_with_a_finger() -> None:
    window = Window(FIVE_FOUR)
    window.bench.lose_hall()
    window.bench.presenter.on_printer(PrinterHealth(PrinterTrouble.COVER_OPEN))
    window.bench.tap(*TO_TECHNICIAN)
    pump()
    sheet, where = item(window.view, "technician.view"), middle(window.view, "technician.view")
    assert sheet is not None
    assert where is not None
    assert "打印机上盖打开了" in (window.text("technician.faults") or "")
    assert sheet.property("contentHeight") > sheet.height()

    QTest.mousePress(window.view, Qt.MouseButton.LeftButton, pos=where)
    for step in range(1, 11):
        QTest.mouseMove(window.view, where - QPoint(0, 20 * step))
    wait_for(lambda: sheet.property("contentY") > 0)
    QTest.mouseRelease(window.view, Qt.MouseButton.LeftButton, pos=where - QPoint(0, 200))
    window.window.close()
