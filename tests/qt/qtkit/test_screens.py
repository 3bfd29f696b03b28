"""A machine with two screens: each window goes to the one it is told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from qtkit.program import application
from qtkit.screens import NoSuchScreen, screen_called, screens
from tests.helpers.patience import PATIENCE_S

TWO = [
    {"name": "DP-2", "x": 1920, "y": 0, "width": 1080, "height": 1920},
    {"name": "HDMI-1", "x": 0, "y": 0, "width": 1920, "height": 1080},
]
ASK = """
from pathlib import Path
import display
from display.qt.bilingual import BilingualBridge
from qtkit.program import application, close_window, open_window
from qtkit.texts import Texts
app = application()
here = Path(display.__file__).parent
for name, fullscreen in (("DP-2", True), ("1", True), ("2", False)):
    view = open_window(
        here / "qt" / "Main.qml", BilingualBridge(Texts(here / "locale")), title="",
        width=640, height=360, fullscreen=fullscreen, screen=name,
    )
    app.processEvents()
    print(view.screen().name(), *view.geometry().getRect())
    close_window(view)
from hallcall.screens import screens
screens()
"""


def test_a_window_fills_the_screen_it_is_sent_to_and_screens_are_listed(tmp_path: Path) -> None:
    config = tmp_path / "two.json"
    common = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config.write_text(json.dumps({"screens": [screen | common for screen in TWO]}))
    platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={config}", "QT_QUICK_BACKEND": "software"}

    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=os.environ | platform,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )

    one, two, three, *listed = done.stdout.splitlines()
    assert (one, two) == ("DP-2 1920 0 1080 1920", "HDMI-1 0 0 1920 1080")
    name, x, _y, width, height = three.split()
    assert (name, width, height) == ("DP-2", "640", "360")
    assert int(x) >= 1920
    assert [line.removesuffix("  primary") for line in listed] == [
        "1  HDMI-1  1920×1080 at 0,0",
        "2  DP-2  1080×1920 at 1920,0",
    ]


def test_a_screen_that_is_not_there_is_named_with_those_that_are() -> None:
    application()
    [only] = screens()
    assert only is QGuiApplication.primaryScreen()
    assert screen_called("1") is screen_called(only.name())

    with pytest.raises(NoSuchScreen, match=f'no screen "HDMI-7" here, only 1 .{only.name()}.'):
        screen_called("HDMI-7")
