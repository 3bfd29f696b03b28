"""The pictures of docs/screens: all there, and those that must not change are as they were."""

from pathlib import Path

import pytest
from PIL import Image

from tests.gallery.displays import draw
from tests.gallery.pages import page
from tests.gallery.programs import KEPT, PROGRAMS
from tests.gallery.shots import BLOCKS_SPARED, changed_blocks, kept_at, save, small
from tests.helpers.board import board, call
from tests.qt.display.window import LYING

WATCHED = {
    ("kiosk", "portrait-zh"): ("home", "groups", "papers", "identify", "take_ticket", "closed"),
    ("kiosk", "landscape-en"): ("home", "items", "check_in", "show_number", "my_ticket called"),
    ("kiosk", "portrait-ar"): ("groups",),
    ("panel", "floating-zh"): ("free", "called", "T"),
    ("panel", "full-en"): ("serving", "cut off", "S L"),
    ("board", "1920x1080"): ("one call", "twelve calls", "old"),
    ("board", "1080x1920"): ("twelve calls",),
    ("sign", "1920x360"): ("called", "paused"),
}
CHANGED = Path("build") / "screens" / "changed"


@pytest.mark.parametrize(("program", "look"), WATCHED.keys())
def test_a_screen_is_as_it_was(program: str, look: str) -> None:
    changed = {}
    for state, shown in PROGRAMS[program][look].draw(WATCHED[program, look]):
        now = small(shown)
        with Image.open(kept_at(KEPT, program, look, state)) as kept:
            blocks = changed_blocks(now, kept)
        if blocks > BLOCKS_SPARED:
            place = kept_at(CHANGED, program, look, state)
            save(shown, place)
            changed[state] = f"{blocks} blocks changed, see {place}; if it is meant: make screens"

    assert changed == {}


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_state_of_every_screen_is_kept_and_nothing_else(program: str) -> None:
    looks = PROGRAMS[program]
    wanted = {
        kept_at(KEPT, program, name, state) for name, look in looks.items() for state in look.states
    }

    assert set((KEPT / program).rglob("*.png")) == wanted, "write them: make screens"
    assert (KEPT / f"{program}.md").read_text() == page(KEPT, program, looks)


def test_a_digit_that_changes_is_seen() -> None:
    states = {"before": board(call(1, "A012")), "after": board(call(1, "A013"))}

    before, after = (small(shown) for _, shown in draw(states, LYING, tuple(states)))

    assert changed_blocks(after, before) > BLOCKS_SPARED
    assert changed_blocks(before, before) == 0
