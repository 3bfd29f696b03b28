"""The panel stands where the clerk has put it, and never where it cannot be reached."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtQuick import QQuickView

from caller.qt.place import KeptPlace
from qtkit.program import application
from tests.helpers.qt import wait_for

CORNER = QRect(300, 40, 430, 650)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    application()
    return tmp_path / "hallcall" / "panels.ini"


def opened(file: Path, name: str = "panel-1", width: int = 420) -> QQuickView:
    """Return a window that keeps its place, opened as the command line says."""
    window = QQuickView()
    window.resize(width, 640)
    window.setProperty("kept", KeptPlace(window, file, name))
    window.show()
    return window


def test_a_window_that_was_moved_stands_there_the_next_time(file: Path) -> None:
    first = opened(file)
    first.setGeometry(CORNER)
    wait_for(file.exists)
    first.close()

    assert opened(file).geometry() == CORNER
    assert opened(file, "panel-2").geometry() != CORNER


def test_another_size_on_the_command_line_counts_more(file: Path) -> None:
    first = opened(file)
    first.setGeometry(CORNER)
    wait_for(file.exists)

    assert opened(file, width=1280).width() == 1280


def test_a_screen_that_is_gone_does_not_take_the_panel_with_it(file: Path) -> None:
    first = opened(file)
    first.setGeometry(QRect(9000, 9000, 420, 640))
    wait_for(file.exists)

    window = opened(file)

    assert window.screen().availableGeometry().contains(window.position())
