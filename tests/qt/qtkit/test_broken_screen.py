"""A screen that cannot be loaded ends the program with Qt's words, and never hangs it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.patience import PATIENCE_S

ROOT = """import QtQuick
Item { required property var bridge; Loader { sourceComponent: Part {} } }
"""
PART = """import QtQuick
Text { readonly property real bottom: 1 }
"""
OPEN = """
import sys
from pathlib import Path
import display
from display.qt.bilingual import BilingualBridge
from qtkit.program import ScreenBroken, application, open_window
from qtkit.texts import Texts
application()
bridge = BilingualBridge(Texts(Path(display.__file__).parent / "locale"))
try:
    open_window(Path(sys.argv[1]), bridge, title="", width=100, height=100)
except ScreenBroken as broken:
    print(broken)
"""


def test_what_the_reader_of_qml_complains_of_is_heard(tmp_path: Path) -> None:
    (tmp_path / "Part.qml").write_text(PART)  # the thread that reads it warns of its property
    (tmp_path / "Root.qml").write_text(ROOT)

    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(tmp_path / "Root.qml")],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )

    assert "Cannot override FINAL property" in done.stdout
