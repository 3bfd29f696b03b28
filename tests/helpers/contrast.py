"""Which ink a window puts on which ground, found out from the window itself."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem, QQuickWindow

from contract.colours import contrast
from qtkit.palettes import LIGHT, NAMES, Palette

Pair: TypeAlias = tuple[str, str]
"""Ground and ink, by their names in the palette."""

PROBE: Final = replace(LIGHT, **{name: f"#0000{n:02x}" for n, name in enumerate(NAMES)})
"""Each name in a colour of its own: what is painted in it tells its name."""
_NAME_OF: Final = {getattr(PROBE, name): name for name in NAMES}


def pairs(window: QQuickWindow) -> set[Pair]:
    """Return each pair of ground and ink of a window that wears the `PROBE`.

    What stands in a colour that is none of the palette's is named by that colour.
    """
    grounds: list[tuple[QRectF, str]] = [(QRectF(-1e6, -1e6, 2e6, 2e6), "paper")]
    found: set[Pair] = set()
    for item in _painted(window.contentItem()):
        place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        if item.inherits("QQuickRectangle") and item.property("color").alpha():
            grounds.append((place, _name(item.property("color"))))
        under = _under(grounds, place.center())
        if item.inherits("QQuickText") and item.property("text"):
            dim = "" if _opacity(item) == 1 else " made pale"
            found.add((under, _name(item.property("color")) + dim))
        elif item.inherits("QQuickImage") and "image://sign/" in _source(item):
            colour = _source(item).removeprefix("image://sign/").partition("/")[0]
            found.add((under, _name(QColor(f"#{colour}"))))
        elif item.metaObject().indexOfProperty("fillPressed") >= 0 and item.property("available"):
            found.add((_name(item.property("fillPressed")), _name(item.property("ink"))))
    return found


def unreadable(found: set[Pair], palette: Palette, least: float) -> list[str]:
    """Return what a palette makes too hard to read, with its contrast."""
    said = []
    for ground, ink in sorted(found):
        unknown = {ground, ink} - set(NAMES)
        if unknown:
            said.append(f"{ink} on {ground}: {unknown} is none of the palette's colours")
            continue
        ratio = contrast(getattr(palette, ground), getattr(palette, ink))
        if ratio < least:
            said.append(f"{ink} on {ground}: {ratio:.1f}")
    return said


def _painted(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield what is seen, in the order in which it is painted."""
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in sorted(item.childItems(), key=lambda child: child.z()):
        yield from _painted(child)


def _under(grounds: list[tuple[QRectF, str]], point: QPointF) -> str:
    return next(name for place, name in reversed(grounds) if place.contains(point))


def _opacity(item: QQuickItem) -> float:
    parent = item.parentItem()
    return item.opacity() * (_opacity(parent) if parent is not None else 1)


def _name(colour: QColor) -> str:
    return _NAME_OF.get(colour.name(), colour.name())


def _source(item: QQuickItem) -> str:
    return str(item.property("source").toString())
