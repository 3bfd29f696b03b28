"""Whether a screen of the kiosk is whole: nothing cut off, nothing too small for a finger."""

from itertools import combinations
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from tests.helpers.qt import items
from tests.qt.kiosk.window import Window

FINGER_MM: Final = 20
DENSEST: Final = 5.75
"""Pixels a millimetre that 120 pixels are enough for; few screens of kiosks have more than 4."""


def cut_off(window: Window) -> list[str]:
    """Return what is named and reaches outside the window, or outside its text's own room."""
    whole = QRectF(-1, -1, window.view.width() + 2, window.view.height() + 2)
    found = []
    for one in items(window.view):
        if not one.isVisible() or one.opacity() == 0:
            continue
        place = one.mapRectToScene(QRectF(0, 0, one.width(), one.height()))
        if one.objectName() and not whole.contains(place):
            found.append(f"{one.objectName()} at {place}")
        if one.property("truncated"):
            found.append(f"{one.property('text')} is cut off")
        if one.inherits("QQuickText") and _overflows(one):
            found.append(f"{one.property('text')} has no room")
    return found


def too_small(window: Window, pixels_per_mm: float) -> list[str]:
    """Return what can be touched and is smaller than a finger."""
    touchable = [one for one in items(window.view) if one.isVisible() and tappable(one)]
    least = FINGER_MM * pixels_per_mm
    return [
        f"{one.objectName()} {one.width():.0f}x{one.height():.0f}, not {least:.0f}"
        for one in touchable
        if min(one.width(), one.height()) < least
    ]


def _overflows(text: QQuickItem) -> bool:
    """Tell whether words are wider than where they stand: Qt paints them over what is beside."""
    around = text.parentItem()
    in_a_field = around is not None and around.inherits("QQuickRectangle")
    room = min(text.width(), around.width()) if in_a_field else text.width()
    return bool(text.property("text")) and text.property("contentWidth") > room + 1


def in_the_way(window: Window) -> list[str]:
    """Return what can be touched and lies over something else that can, or over the title."""
    shown = [one for one in items(window.view) if one.isVisible() and one.opacity() > 0]
    asked = any(one.objectName() == "idle.stay" for one in shown)
    places = [(one.objectName(), _place(one)) for one in shown if tappable(one) and not asked]
    titles = [
        (one.objectName(), _words(one)) for one in shown if one.objectName() == "screen.title"
    ]
    return [
        f"{name} and {other}"
        for (name, place), (other, its) in combinations([*places, *titles], 2)
        if place.intersects(its)
    ]


def _place(one: QQuickItem) -> QRectF:
    return one.mapRectToScene(QRectF(1, 1, one.width() - 2, one.height() - 2))


def _words(one: QQuickItem) -> QRectF:
    """Return where the words of a text are, which begin where it does."""
    return one.mapRectToScene(QRectF(0, 0, one.property("contentWidth"), one.height()))


def tappable(one: QQuickItem) -> bool:
    return bool(one.objectName()) and one.metaObject().indexOfSignal("tapped()") >= 0
