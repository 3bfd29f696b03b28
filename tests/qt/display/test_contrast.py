"""Every text of the boards can be read, by night and by day."""

import pytest

from contract.colours import READABLE
from contract.hall.notices import Notice
from contract.ids import WindowId
from contract.messages.state import BoardState, WindowState
from contract.text import Text
from qtkit.palettes import HIGH_CONTRAST, Palette, palette_of_board
from qtkit.program import application, close_window
from qtkit.theme import wear
from tests.helpers.board import HALL, NOON, board, call, window
from tests.helpers.contrast import PROBE, Pair, pairs, unreadable
from tests.helpers.qt import pump
from tests.qt.display.window import LYING, SIGN, Screen

WAYS = {WindowId(f"w{n}"): "up-left" for n in range(1, 9)}


@pytest.fixture(scope="module")
def found() -> set[Pair]:
    application()
    calls = [call(seq, f"A{seq:03}", f"w{seq % 8 + 1}", count=2) for seq in range(12, 0, -1)]
    busy = board(*calls, waiting=128, paused=("w1", "w2"), wait_ms=60_000, wait_bound_ms=90_000)
    calm = board(call(1, "A001", at_ms=NOON - 60_000))
    states: list[tuple[BoardState | WindowState, tuple[int, int], int]] = [
        (busy, LYING, NOON),
        (calm, LYING, NOON),
        (board(), LYING, NOON),
        (busy, LYING, NOON + 3_600_000),
        (window("open", "A012", "serving"), SIGN, NOON),
        (window("paused"), SIGN, NOON),
    ]
    told = HALL.model_copy(
        update={"notice": (Notice(id="n", text=Text(zh="停电", en="No power")),)}
    )
    screens = [(Screen(told, WAYS), *state) for state in states]
    screens += [(Screen(is_open=False), board(), LYING, NOON)]
    seen = set()
    for screen, state, size, now_ms in screens:
        view = screen.show(state, size, now_ms)
        wear(view, PROBE)
        pump()
        seen |= pairs(view)
        close_window(view)
    return seen


@pytest.mark.parametrize(
    "palette",
    [palette_of_board("dark"), palette_of_board("light"), HIGH_CONTRAST],
    ids=["dark", "light", "high contrast"],
)
def test_every_text_can_be_read(found: set[Pair], palette: Palette) -> None:
    assert len(found) > 5
    assert unreadable(found, palette, READABLE) == []
