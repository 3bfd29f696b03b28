"""What a window wears: colours, logo, the size of a finger."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import structlog
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickView

from contract.colours import READABLE, contrast
from qtkit import theme
from qtkit.palettes import DARK, HIGH_CONTRAST, LIGHT, Palette, palette_of, palette_of_board
from qtkit.program import QML_MODULES, application
from qtkit.signs import draw_sign
from qtkit.theme import Dress, put_on, wear


@pytest.fixture
def view() -> Iterator[QQuickView]:
    application()
    made = QQuickView()
    made.engine().addImportPath(str(QML_MODULES))
    yield made
    made.deleteLater()


def in_qml(view: QQuickView) -> QObject:
    return theme._theme(view)


@pytest.mark.parametrize("palette", [LIGHT, DARK, HIGH_CONTRAST], ids=["light", "dark", "high"])
def test_qml_has_exactly_the_colours_of_the_palette(view: QQuickView, palette: Palette) -> None:
    wear(view, palette)

    known = in_qml(view).metaObject()
    properties = [known.property(at) for at in range(known.propertyCount())]
    colours = {
        str(each.name()): each.read(in_qml(view)).name(QColor.NameFormat.HexArgb)
        for each in properties
        if str(each.typeName()) == "QColor"
    }
    wanted = {
        field.name: QColor(getattr(palette, field.name)).name(QColor.NameFormat.HexArgb)
        for field in fields(palette)
    }
    assert colours == wanted


def test_two_windows_wear_their_own_colours(view: QQuickView) -> None:
    other = QQuickView()
    other.engine().addImportPath(str(QML_MODULES))
    wear(view, DARK)
    wear(other, HIGH_CONTRAST)
    assert in_qml(view).property("paper") == QColor(DARK.paper)
    assert in_qml(other).property("paper") == QColor(HIGH_CONTRAST.paper)
    other.deleteLater()


def test_the_halls_colour_is_shown_as_it_is_where_it_can_be_read() -> None:
    assert palette_of("light", "#7a1f2b").accent == "#7a1f2b"
    by_night = palette_of("dark", "#7a1f2b")
    assert contrast(by_night.accent, by_night.card) >= READABLE
    assert contrast(by_night.header, by_night.headerInk) >= READABLE


def test_a_board_is_dark_by_night_and_light_by_day() -> None:
    assert palette_of_board("dark").night == LIGHT.night
    day = palette_of_board("light")
    for ground in (day.night, day.nightCard, day.nightRaised, day.nightFresh):
        for ink in (day.nightInk, day.nightMuted, day.nightAccent):
            assert contrast(ground, ink) >= READABLE, (ground, ink)


def test_a_logo_is_shown(view: QQuickView, tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "red").save(tmp_path / "logo.png")
    put_on(view, Dress(logo=tmp_path / "logo.png"), width=1080, height=1920)
    assert in_qml(view).property("logo").toLocalFile() == str(tmp_path / "logo.png")


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_a_logo_that_cannot_be_shown_is_left_out_and_logged(
    view: QQuickView, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "logo.png").write_bytes(content)
    with structlog.testing.capture_logs() as said:
        put_on(view, Dress(logo=tmp_path / "logo.png"), width=1080, height=1920)
    assert in_qml(view).property("logo").isEmpty()
    [entry] = said
    assert (entry["event"], entry["file"]) == ("logo.not_shown", "logo.png")


def test_a_finger_has_twenty_millimetres_on_a_screen_of_any_density(view: QQuickView) -> None:
    put_on(view, Dress(), width=1080, height=1920)
    assert in_qml(view).property("touch") == 120

    put_on(view, Dress(screen_inches=10.1), width=1200, height=1920)  # 8.83 pixels a millimetre
    assert in_qml(view).property("touch") == pytest.approx(20 * 8.826, abs=0.1)


def test_a_sign_is_drawn_in_the_colour_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "line.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" stroke="#fff" stroke-width="8">'
        '<path d="M0 4h8"/></svg>'
    )
    drawn = draw_sign(tmp_path / "line.svg", "#12a3b4", 16)
    assert drawn.pixelColor(8, 8) == QColor("#12a3b4")
    assert draw_sign(tmp_path / "none.svg", "#12a3b4", 16).pixelColor(8, 8).alpha() == 0
