"""Gives `Theme` in QML what a window wears: colours, logo, density."""

from dataclasses import dataclass
from math import hypot
from pathlib import Path
from typing import Final

import structlog
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor, QImageReader
from PySide6.QtQuick import QQuickView

from qtkit.palettes import LIGHT, NAMES, Palette

log = structlog.get_logger("theme")

LOGO_PIXELS_MAX: Final = 4096
MM_PER_INCH: Final = 25.4


@dataclass(frozen=True)
class Dress:
    """What a window wears when it opens."""

    palette: Palette = LIGHT
    logo: Path | None = None
    screen_inches: float | None = None
    """Diagonal of the screen it fills; without it nobody knows how large a finger is."""


def put_on(view: QQuickView, dress: Dress, *, width: int, height: int) -> None:
    """Dress a window of so many pixels, before its QML is loaded."""
    wear(view, dress.palette)
    _show_logo(view, dress.logo)
    if dress.screen_inches is not None:
        density = hypot(width, height) / (dress.screen_inches * MM_PER_INCH)
        _theme(view).setProperty("pixelsPerMm", density)


def wear(view: QQuickView, palette: Palette) -> None:
    """Show a window in the colours of a palette, from now on."""
    theme = _theme(view)
    for name in NAMES:
        theme.setProperty(name, QColor(getattr(palette, name)))
    view.setColor(QColor(palette.paper))


def _show_logo(view: QQuickView, picture: Path | None) -> None:
    """Show the hall's logo in a window. One that cannot be shown is left out, and logged."""
    if picture is None:
        return
    reader = QImageReader(str(picture))
    size = reader.size()
    if not reader.canRead() or max(size.width(), size.height()) > LOGO_PIXELS_MAX:
        problem = reader.errorString() if not reader.canRead() else "too large"
        log.warning("logo.not_shown", file=picture.name, problem=problem)
        return
    _theme(view).setProperty("logo", QUrl.fromLocalFile(str(picture.resolve())))


def _theme(view: QQuickView) -> QObject:
    theme = view.engine().singletonInstance("Hallcall", "Theme")
    assert isinstance(theme, QObject)
    return theme
