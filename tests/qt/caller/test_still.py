"""Nothing moves under the pointer, whatever comes in; every shortcut that is shown works."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMetaObject, QRectF, Qt
from PySide6.QtQuick import QQuickItem

from contract.ids import ClerkId, EpochMs, TicketId, TicketNumber, WindowId
from contract.messages.state import PanelTicket, UndoOffer
from qtkit.program import application, close_window
from tests.helpers.desk import GENERAL, HOUSING, NOW_MS, free, invitation, line, serving, ticket
from tests.helpers.hall_news import alarm, alarms
from tests.helpers.qt import items, pump
from tests.qt.caller.test_supervision import WAYS, Hall
from tests.qt.caller.window import Window

SIZES = {"floating": (420, 640), "full": (1280, 800)}
CLERK = ClerkId("c05")
SUPERVISOR = ClerkId("c01")
MANY = tuple(line(group, 9, oldest_issued_at_ms=NOW_MS) for group in (GENERAL, HOUSING) * 5)
HELP = (WindowId("w1"),)
CLERKS = ("S", "T", "H", "V", "O", "G", "M")
"""Keys to a clerk's pages that have lists and small buttons."""


def undo() -> UndoOffer:
    return UndoOffer(
        ticket_id=TicketId("2026-11-22.A011"),
        number=TicketNumber("A011"),
        until_ms=EpochMs(NOW_MS + 3_600_000),
    )


@pytest.fixture(params=SIZES)
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    application()
    made = Window()
    made.view.resize(*SIZES[request.param])
    pump()
    yield made
    close_window(made.view)


def places(window: Window) -> dict[str, QRectF]:
    """Return where everything is that can be pressed."""
    pump()
    return {
        each.objectName(): each.mapRectToScene(QRectF(0, 0, each.width(), each.height()))
        for each in items(window.view)
        if each.isVisible() and each.metaObject().indexOfSignal("tapped()") >= 0
    }


def held(*numbers: str) -> tuple[PanelTicket, ...]:
    return tuple(ticket(number, held_until_ms=NOW_MS) for number in numbers)


@pytest.mark.parametrize("clerk", [CLERK, SUPERVISOR])
def test_no_button_of_the_panel_moves_when_news_come(window: Window, clerk: ClerkId) -> None:
    bench = window.bench
    bench.show(free(clerk_id=clerk, held=held("A007", "A008", "A009")))
    before = places(window)
    assert {"main", "recall", "menu", "pause", "held.A009"} <= before.keys()

    def nothing_moved() -> None:
        now = places(window)
        assert {name: now[name] for name in before if name in now} == {
            name: place for name, place in before.items() if name in now
        }

    bench.show(free(clerk_id=clerk, held=held("A007", "A009"), undo=undo(), lines=MANY))
    nothing_moved()
    bench.desk.on_news(alarms(alarm(1), alarm(2)))
    bench.show(
        free(
            clerk_id=clerk,
            held=held("A007", "A009", "A010", "A013", "A014", "A015"),
            rating=invitation(left_s=3600),
            panic_window_ids=HELP,
        )
    )
    nothing_moved()
    window.press(Qt.Key.Key_Space)
    bench.refuse("nobody_waits", window="w3")
    pump()
    assert window.text("panel.message") == "Nobody waits"
    nothing_moved()
    bench.show(serving(clerk_id=clerk, held=held("A009"), lines=()))
    nothing_moved()
    bench.lose_line()
    nothing_moved()
    assert window.item("panel.offline") is not None


def test_no_entry_of_a_list_moves_when_news_come(window: Window) -> None:
    window.bench.show(serving())
    window.press(Qt.Key.Key_T)
    before = places(window)
    assert {"transfer.housing", "option.F2", "back"} <= before.keys()

    window.bench.show(serving(panic_window_ids=HELP, rating=invitation(), lines=MANY))
    window.bench.desk.on_news(alarms(alarm(1)))

    now = places(window)
    assert {name: now[name] for name in before} == before


def test_a_wide_window_has_the_queue_beside_every_page_of_the_clerks() -> None:
    application()
    window = Window()
    assert window.item("side") is None

    window.view.resize(*SIZES["full"])
    pump()
    assert window.text("panel.waiting") == "3 waiting"
    window.press(Qt.Key.Key_M)
    pump()

    assert (window.item("page.options"), window.item("side")) != (None, None)
    assert window.text("panel.waiting.general") == "2"
    close_window(window.view)


def test_a_citizen_who_rates_sees_nothing_of_the_queue() -> None:
    application()
    window = Window(screen_rating=True)
    window.view.resize(*SIZES["full"])

    window.bench.show(free(rating=invitation()))
    pump()

    assert window.item("page.rating") is not None
    assert (window.item("side"), window.item("help")) == (None, None)
    close_window(window.view)


def test_every_shortcut_that_is_shown_does_what_its_button_does() -> None:
    application()
    hall = Hall()
    seen = set(shortcuts(hall))
    hall.bench.show(serving(held=held("A007"), panic_window_ids=HELP))
    seen |= set(shortcuts(hall))
    for way in (*CLERKS, *WAYS):
        hall.keys(way)
        seen |= set(shortcuts(hall))
        hall.keys("Escape Escape Escape Escape Escape")
    close_window(hall.view)

    assert {"Space", "R", "T", "Esc", "Enter", "F1", "F2", "F10", "1", "9", "A"} <= seen


def shortcuts(hall: Hall) -> Iterator[str]:
    """Yield what is shown, having compared button and key."""
    pump()
    for each in [i for i in items(hall.view) if i.isVisible()]:
        shown = str(each.property("shortcut") or each.property("key") or "")
        if not shown or each.objectName().startswith("signin.clerk."):
            continue  # a clerk's id is to be typed
        for key in ("1", "9") if shown == "1 – 9" else (shown,):
            assert by_key(hall, key) == by_button(hall, each), (each.objectName(), key)
            yield key


def by_key(hall: Hall, shown: str) -> tuple[str, str]:
    """Return the theme of the action, and its argument where that is not a place in a list."""
    name = {"Esc": "Escape", "⏎": "Enter"}.get(shown, shown)
    return theme(*hall.presenter.page.keys[name])


def by_button(hall: Hall, button: QQuickItem) -> tuple[str, str]:
    taps: list[tuple[str, str]] = []
    answer, hall.bridge.on_tap = hall.bridge.on_tap, lambda *tap: taps.append(tap)
    QMetaObject.invokeMethod(button, "tapped")
    hall.bridge.on_tap = answer
    return theme(*taps[-1])


def theme(action: str, argument: str) -> tuple[str, str]:
    subject, _, _ = action.partition(".")
    by_place = action.endswith((".place", ".of", ".with", ".mark", ".to", ".heavier", ".weight"))
    in_list = by_place or action in {"held", "sheet.do"}
    return subject, "" if in_list else argument
