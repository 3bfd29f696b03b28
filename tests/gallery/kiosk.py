"""The kiosk's screens, each reached as a visitor reaches it."""

from functools import partial
from typing import Final

from tests.gallery.shots import Look, Shots, taken
from tests.helpers.outbox import MemoryStore
from tests.helpers.qt import pump
from tests.qt.kiosk.screens import WAYS
from tests.qt.kiosk.window import FIVE_FOUR, LANDSCAPE, PORTRAIT, Window
from tests.unit.kiosk.bench import Bench

SIZES: Final = {"portrait": PORTRAIT, "landscape": LANDSCAPE, "five-four": FIVE_FOUR}
FEW: Final = ("home", "groups", "papers", "identify", "my_ticket", "take_ticket")
"""What is shown of the ways to use it that are for some visitors."""


def _draw(
    size: tuple[int, int], language: str, comfort: tuple[str, ...], states: tuple[str, ...]
) -> Shots:
    window = Window(size)
    for state in states:
        store = None if state == "no_connection" else MemoryStore()
        bench = Bench(view=window.bridge, store=store)
        bench.queue("family", closed="later_today")
        bench.tap(f"language {language}", *(f"comfort {each}" for each in comfort))
        WAYS[state](bench)
        pump()
        yield state, taken(window.view)
    window.window.close()


def _look(size: tuple[int, int], language: str, *comfort: str) -> Look:
    states = FEW if comfort or language == "ar" else tuple(WAYS)
    return Look(size, language, states, partial(_draw, size, language, comfort))


LOOKS: Final = {
    **{
        f"{name}-{language}": _look(size, language)
        for name, size in SIZES.items()
        for language in ("zh", "en")
    },
    "portrait-ar": _look(PORTRAIT, "ar"),
    "portrait-zh-large": _look(PORTRAIT, "zh", "large"),
    "portrait-en-low": _look(PORTRAIT, "en", "low"),
}
