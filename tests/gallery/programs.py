"""All that is drawn: the looks of each program, and the states of each look."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.gallery import displays, kiosk, panel
from tests.gallery.shots import Look

KEPT: Final = Path(__file__).parents[2] / "docs" / "screens"
PROGRAMS: Final[Mapping[str, Mapping[str, Look]]] = {
    "kiosk": kiosk.LOOKS,
    "panel": panel.LOOKS,
    "board": displays.BOARD_LOOKS,
    "sign": displays.SIGN_LOOKS,
}
