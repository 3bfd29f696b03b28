"""The real window, offscreen, under a real mouse."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

import kiosk
from contract.messages.commands import CheckIn
from kiosk.core import screens
from kiosk.core.equipment import PrinterHealth, PrinterTrouble
from kiosk.core.visit import REFUSALS
from kiosk.qt.double_tap import DOUBLE_TAP_MS
from tests.helpers.qt import item, pump, wait_for
from tests.qt.kiosk.screens import WAYS
from tests.qt.kiosk.window import LOCALE, TEXTS, Window
from tests.unit.kiosk.bench import TO_IDENTIFY


@pytest.fixture
def window() -> Iterator[Window]:
    made = Window()
    yield made
    made.window.close()


def test_a_visitor_takes_a_ticket_by_touch_alone(window: Window) -> None:
    window.bench.queue("general", waiting=3, wait_ms=600_000)

    window.click("home.begin", "groups.general", "items.residence-permit")
    assert window.text("papers.ahead") == "3 人"
    assert window.text("papers.wait") == "约 10 分钟"

    window.click("papers.confirm", "identify.skip")
    window.bench.answer_done()
    pump()
    assert window.text("printing.number") == "A012"
    assert window.bench.asked.group_id == "general"


def test_every_way_to_say_who_one_is_can_be_touched(window: Window) -> None:
    window.bench.tap(*TO_IDENTIFY)
    pump()

    window.click("identify.card")
    assert window.text("identify.hint")
    window.click("identify.phone", *(f"phone.digit.{digit}" for digit in "1381234567899"))
    assert window.text("phone.number") == "138 1234 5678"
    window.click("phone.erase", "phone.digit.9", "phone.confirm")

    assert window.bench.asked.visitor is not None
    assert window.bench.asked.visitor.document_tail == "5679"


def test_search_by_touch(window: Window) -> None:
    window.click("home.begin", "groups.search", "search.key.J", "search.key.Z", "search.key.Z")
    assert window.text("search.letters") == "JZZ"

    window.click("search.clear", "search.key.J", "search.key.Z", "search.result.residence-permit")

    assert window.shows("papers")


def test_an_appointment_is_checked_in_by_touch(window: Window) -> None:
    window.click("home.appointment", *(f"check_in.key.{key}" for key in "K7M3PQR"))
    window.click("check_in.erase")
    assert window.text("check_in.code") == "K7M3PQ"

    window.click("check_in.confirm")

    [sent] = window.bench.sent
    assert isinstance(sent, CheckIn)
    assert sent.code == "K7M3PQ"


def test_a_scanner_that_types_like_a_keyboard_checks_in(window: Window) -> None:
    window.click("home.appointment")

    for key in "k7m3pq":
        QTest.keyClick(window.view, key)  # type: ignore[call-overload]
    pump()
    assert window.text("check_in.code") == "K7M3PQ"
    QTest.keyClick(window.view, Qt.Key.Key_Return)
    pump()

    assert isinstance(window.bench.sent[0], CheckIn)


def test_back_home_languages_and_shortcuts_can_be_touched(window: Window) -> None:
    window.click("home.item.residence-permit", "nav.back")
    assert window.shows("home")

    window.click("language.en", "home.begin", "groups.general")
    assert window.text("screen.title") == "Which service exactly?"
    window.click("language.zh")
    assert window.text("screen.title") == "请选择办理事项"
    window.click("nav.home")
    assert window.shows("home")


def test_are_you_still_there_is_answered_by_touch(window: Window) -> None:
    WAYS["groups idle"](window.bench)
    pump()
    assert window.text("idle.seconds") == "7"

    window.click("idle.stay")

    assert item(window.view, "idle.stay") is None
    assert window.shows("groups")


def test_a_finger_that_is_down_keeps_its_tile_while_the_lines_change(window: Window) -> None:
    window.click("home.begin")
    tile = item(window.view, "groups.general")

    window.bench.queue("general", waiting=7)
    pump()

    assert item(window.view, "groups.general") is tile
    assert window.text("groups.general.waiting") == "等候 7 人"


def test_without_paper_the_number_is_on_the_screen_with_a_code_that_a_phone_reads(
    window: Window,
) -> None:
    window.bench.presenter.on_printer(PrinterHealth(PrinterTrouble.PAPER_OUT))
    pump()
    assert window.text("home.no_paper")

    window.click("home.begin", "groups.general", "items.residence-permit", "papers.confirm")
    window.click("identify.skip")
    window.bench.answer_done()
    pump()

    assert window.shows("show_number")
    assert window.text("show_number.number") == "A012"
    code = item(window.view, "show_number.code")
    assert code is not None
    wait_for(lambda: code.property("paintedWidth") > 400)
    assert window.bench.printer.print.call_count == 0
    window.click("show_number.done")
    assert window.shows("home")


def test_pages_of_a_long_list_are_turned_by_touch() -> None:
    window = Window(hall="xicheng")
    window.click("home.begin")
    first = window.bench.screen
    window.click("nav.next_page")
    assert window.bench.screen != first

    window.click("nav.previous_page")

    assert window.bench.screen == first
    window.window.close()


def test_a_double_tap_does_not_touch_the_page_that_came_under_it(window: Window) -> None:
    window.bench.tap("begin")
    pump()

    _press(window, "groups.general", at_ms=10_000)
    assert isinstance(window.bench.screen, screens.Items)
    _press(window, "items.residence-permit", at_ms=10_000 + DOUBLE_TAP_MS - 100)
    assert isinstance(window.bench.screen, screens.Items)

    _press(window, "items.residence-permit", at_ms=10_000 + 2 * DOUBLE_TAP_MS)
    assert isinstance(window.bench.screen, screens.Papers)


def test_ten_quick_taps_turn_one_page(window: Window) -> None:
    window.bench.tap("begin")
    pump()

    _press(window, "groups.general", at_ms=10_000)
    for number in range(1, 10):
        _press(window, "items.residence-permit", at_ms=10_000 + number * 120)

    assert isinstance(window.bench.screen, screens.Items)


def test_quick_taps_on_one_page_all_count(window: Window) -> None:
    window.bench.tap(*TO_IDENTIFY, "phone")
    pump()

    for number in range(4):
        _press(window, "phone.digit.8", at_ms=10_000 + number * 60)

    wait_for(lambda: window.text("phone.number") == "888 8")


def test_no_text_is_missing_in_any_language() -> None:
    said = _keys_in_qml() | {f"refused.{code}" for code in REFUSALS | {"other"}}
    said |= {"out_of_order.printer.starting", "show_number.no_paper", "show_number.uncertain"}
    said |= {
        "alone.not_now",
        "alone.no_number",
        "alone.cancel_unknown",
        "closed.no_numbers",
        "slip.alone",
    }

    assert said <= TEXTS.table("zh").keys()
    assert _own_keys("zh") == _own_keys("en")


def _own_keys(language: str) -> list[str]:
    """Return the keys of one file, without those another lends it."""
    return re.findall(
        r'^msgid "(.+)"$', (LOCALE / f"{language}.po").read_text("utf-8"), re.MULTILINE
    )


def _keys_in_qml() -> set[str]:
    folder = Path(kiosk.__file__).parent / "qt"
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.qml"))
    whole = re.findall(r'(?:say\(|texts\[)"([a-z_.]+)"[,\]]', source)
    return {key for key in whole if not key.endswith(".")}


def _press(window: Window, name: str, *, at_ms: int) -> None:
    """One real tap with the time a touch screen would give it."""
    touched = item(window.view, name)
    assert touched is not None, name
    place = touched.mapToScene(QPointF(touched.width() / 2, touched.height() / 2))
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(
            kind, place, place, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        event.setTimestamp(at_ms)
        QCoreApplication.sendEvent(window.view, event)
    pump()
