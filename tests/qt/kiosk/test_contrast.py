"""Every text of the kiosk can be read, in whatever colours the hall has chosen."""

import pytest

from contract.colours import READABLE
from qtkit.palettes import DARK, HIGH_CONTRAST, LIGHT, Palette, with_accent
from qtkit.theme import wear
from tests.helpers.contrast import PROBE, Pair, pairs, unreadable
from tests.helpers.outbox import MemoryStore
from tests.helpers.qt import pump
from tests.qt.kiosk.screens import WAYS
from tests.qt.kiosk.window import Window
from tests.unit.kiosk.bench import Bench


@pytest.fixture(scope="module")
def found() -> set[Pair]:
    window = Window()
    wear(window.view, PROBE)
    seen = set()
    for name, lead in WAYS.items():
        bench = Bench(view=window.bridge, store=None if name == "no_connection" else MemoryStore())
        bench.queue("family", closed="later_today")
        lead(bench)
        pump()
        seen |= pairs(window.view)
    window.window.close()
    return seen


@pytest.mark.parametrize(
    ("palette", "least"),
    [
        (LIGHT, READABLE),
        (DARK, READABLE),
        (HIGH_CONTRAST, 12),
        (with_accent(LIGHT, "#7a1f2b"), READABLE),
        (with_accent(LIGHT, "#1e90ff"), READABLE),
        (with_accent(DARK, "#0b4a86"), READABLE),
        (with_accent(DARK, "#c8102e"), READABLE),
    ],
    ids=["light", "dark", "high contrast", "red", "too pale", "blue by night", "red by night"],
)
def test_every_text_can_be_read(found: set[Pair], palette: Palette, least: float) -> None:
    assert len(found) > 20
    assert unreadable(found, palette, least) == []
