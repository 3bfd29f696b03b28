"""Pages that are turned all day leave nothing behind."""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Q_ARG, QCoreApplication, QEvent, QMetaObject, QUrl
from PySide6.QtQuick import QQuickView

from qtkit.program import QML_MODULES, application, close_window
from tests.helpers.qt import items

ROOT: Final = Path(__file__).parents[3]
PAGE: Final = "import QtQuick\nItem { required property var bridge; required property var screen }"
WINDOW: Final = """
import QtQuick
import Hallcall

Turning {
    id: root
    bridge: null
    function show(file: string, side: int): int {
        turn(Qt.resolvedUrl(file), {words: "w".repeat(side)});
        return item.screen.words.length + item.width;
    }
}
"""
TURNS: Final = 60
WORDS: Final = 50_000
LEFT_BYTES_MAX: Final = TURNS * WORDS // 2


class MallInfo(ctypes.Structure):
    """What glibc's mallinfo2 returns."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


@pytest.fixture
def view(tmp_path: Path) -> Iterator[QQuickView]:
    application()
    for name, text in (("Window", WINDOW), ("One", PAGE), ("Two", PAGE)):
        (tmp_path / f"{name}.qml").write_text(text)
    view = QQuickView()
    view.engine().addImportPath(str(QML_MODULES))
    view.setSource(QUrl.fromLocalFile(str(tmp_path / "Window.qml")))
    assert view.status() is QQuickView.Status.Ready, view.errors()
    yield view
    close_window(view)


def test_a_page_takes_the_place_of_the_one_before_and_has_its_size(view: QQuickView) -> None:
    view.rootObject().setProperty("width", 321)
    _turn(view, "One.qml")
    _turn(view, "Two.qml")

    shown = view.rootObject().property("item")

    assert shown.width() == 321
    assert shown in items(view)
    assert len(view.rootObject().childItems()) == 1
    view.rootObject().setProperty("width", 123)
    assert shown.width() == 123


def test_turned_pages_let_go_of_their_screens(view: QQuickView) -> None:
    for file in ("One.qml", "Two.qml"):
        _turn(view, file)
    before = _held_bytes(view)

    for number in range(TURNS):
        _turn(view, "One.qml" if number % 2 else "Two.qml")

    assert _held_bytes(view) - before < LEFT_BYTES_MAX


def test_no_page_is_given_its_screen_by_the_loader_that_keeps_it() -> None:
    folders = ("qtkit", "kiosk", "caller", "display")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.qml")]

    assert files
    assert not [file for file in files if ".setSource(" in file.read_text(encoding="utf-8")]


def _turn(view: QQuickView, file: str) -> None:
    QMetaObject.invokeMethod(view.rootObject(), "show", Q_ARG(str, file), Q_ARG(int, WORDS))
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _held_bytes(view: QQuickView) -> int:
    """Return what the process holds of the heap once the garbage is gone."""
    try:
        mallinfo = ctypes.CDLL(None).mallinfo2
    except AttributeError:
        pytest.skip("only glibc tells how much of its heap is held")
    mallinfo.restype = MallInfo
    view.engine().collectGarbage()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    view.engine().collectGarbage()
    told = mallinfo()
    return int(told.uordblks + told.hblkhd)
