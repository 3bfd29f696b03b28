"""Real windows, offscreen, and real clicks."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from tests.helpers.patience import PATIENCE_S

ROUND_S: Final = 0.002
PUMP_ROUNDS: Final = 10


def pump(rounds: int = PUMP_ROUNDS) -> None:
    """Let Qt do what is due, and what follows from it.

    Counted in rounds: within a time, a busy machine does the first of it only. A frame is drawn,
    and a list laid out, some 5 ms after it was asked for.
    """
    for _ in range(rounds):
        QCoreApplication.processEvents()
        time.sleep(ROUND_S)
    QCoreApplication.processEvents()
    # Pages that were left go as they do in a program: outside a loop Qt would keep them all.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_for(condition: Callable[[], object], what: str = "") -> None:
    """Let Qt run until `condition` holds; fail after `PATIENCE_S`."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"did not happen within {PATIENCE_S:g} s: {what or condition}")
        pump(rounds=3)


def items(window: QQuickWindow) -> list[QQuickItem]:
    """Return all items of the window, parents first."""
    found: list[QQuickItem] = []
    todo = [window.contentItem()]
    while todo:
        here = todo.pop(0)
        found.append(here)
        todo.extend(here.childItems())
    return found


def item(window: QQuickWindow, name: str) -> QQuickItem | None:
    """Return the visible item called `name`, or None."""
    for candidate in items(window):
        if candidate.objectName() == name and candidate.isVisible():
            return candidate
    return None


def text(window: QQuickWindow, name: str) -> str | None:
    """Return what the visible text item `name` says, or None."""
    found = item(window, name)
    return None if found is None else str(found.property("text"))


def middle(window: QQuickWindow, name: str) -> QPoint | None:
    """Return where the middle of the visible item `name` is in the window."""
    found = item(window, name)
    if found is None:
        return None
    place = found.mapToScene(QPointF(found.width() / 2, found.height() / 2))
    return QPoint(int(place.x()), int(place.y()))


def reveal(window: QQuickWindow, name: str) -> None:
    """Scroll the list that the item `name` is in, if it is in one, until it is to be seen."""
    row = item(window, name)
    view = row.parentItem().parentItem() if row else None
    if row is None or view is None or view.property("contentY") is None:
        return
    top, bottom = row.y() + row.height() - view.height(), row.y()
    view.setProperty("contentY", min(max(view.property("contentY"), top), bottom))
    pump()


def click(window: QQuickWindow, name: str) -> None:
    """Press and release the mouse on the middle of the item `name`, once it has settled there."""
    places: list[QPoint | None] = [None]

    def settled() -> bool:
        places.append(middle(window, name))  # a page is laid out only when it is drawn
        return places[-1] is not None and places[-1] == places[-2]

    wait_for(settled, what=f"no {name} to click")
    assert tap(window, name)


def tap(window: QQuickWindow, name: str) -> bool:
    """Press and release the mouse where `name` is now; return False if it is gone."""
    place = middle(window, name)
    if place is not None:
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    return place is not None
