"""Every screen of the kiosk, in every language and on the usual screens: nothing is cut off."""

from math import hypot

import pytest
import structlog

from contract.hall import HallFile, Item
from contract.text import Text
from kiosk.core import screens
from kiosk.core.equipment import Paper
from kiosk.core.search import SearchKey
from qtkit.theme import Dress
from tests.helpers.halls import shipped_hall
from tests.helpers.outbox import MemoryStore
from tests.helpers.qt import pump
from tests.qt.kiosk.screens import WAYS
from tests.qt.kiosk.whole import cut_off, in_the_way, too_small
from tests.qt.kiosk.window import FIVE_FOUR, LANDSCAPE, PORTRAIT, Window
from tests.unit.kiosk.bench import TICKET, Bench

SCREENS = {
    "portrait": (PORTRAIT, 21.5),
    "landscape": (LANDSCAPE, 21.5),
    "five to four": (FIVE_FOUR, 17.0),
}
"""Size in pixels, and the smallest diagonal it is usual with, in inches."""
ROUNDS = 5
LANGUAGES = ("zh", "en", "ar")
EACH = [
    *[(language, screen) for language in ("zh", "en") for screen in SCREENS],
    ("ar", "portrait"),
    ("ar", "five to four"),
]
TIGHTEST = [("zh", "portrait"), ("zh", "five to four"), *EACH[3:6], ("ar", "five to four")]
"""Where names have the least room; English ones are the longest."""
LONG_ARABIC = "التحقق من استيفاء شروط التقدم لامتحان القبول الموحد بالجامعات"
"""Check of eligibility for the college entrance examination."""


def density(size: tuple[int, int], inches: float) -> float:
    return hypot(*size) / (inches * 25.4)


@pytest.mark.parametrize(("language", "screen"), EACH)
def test_every_screen_is_whole(screen: str, language: str) -> None:
    size, inches = SCREENS[screen]
    window = Window(size, dress=Dress(screen_inches=inches))
    wrong: dict[str, list[str]] = {}
    with structlog.testing.capture_logs() as complaints:
        for name, lead in WAYS.items():
            store = None if name == "no_connection" else MemoryStore()  # it would work alone
            bench = Bench(view=window.bridge, store=store)
            bench.queue("family", closed="later_today")
            bench.tap(f"language {language}")
            lead(bench)
            pump(ROUNDS)
            assert window.shows(name.split()[0]), name
            assert window.text("screen.title") or name.startswith("home"), name
            found = cut_off(window) + too_small(window, density(size, inches)) + in_the_way(window)
            if found:
                wrong[name] = found
        window.window.close()
    assert wrong == {}
    assert [entry for entry in complaints if entry["event"] == "qt.message"] == []


@pytest.mark.parametrize(("language", "screen"), TIGHTEST)
def test_no_name_of_the_largest_hall_is_cut_off(screen: str, language: str) -> None:
    hall = in_arabic(shipped_hall("xicheng"))
    size, inches = SCREENS[screen]
    window = Window(size, dress=Dress(screen_inches=inches))
    wrong: dict[str, list[str]] = {}
    for place, item in enumerate(longest(hall)):
        bench = Bench(hall, view=window.bridge, store=MemoryStore())
        bench.tap(f"language {language}", "begin")
        look = _Look(window, wrong, f"{item.id} ")
        turn_to(bench, f"group {item.group}", look if place == 0 else None)
        if isinstance(bench.screen, screens.Items):
            turn_to(bench, f"item {item.id}", look)
        look()
        bench.tap("home", "begin", "search", *[f"letter {each}" for each in initials(item)])
        look()
        bench.tap(f"item {item.id}", "confirm")
        look()
        bench.tap("skip")
        bench.answer_done()
        bench.presenter.on_paper(TICKET, Paper.PRINTED, "")
        look()
        assert window.shows("take_ticket")
    window.window.close()
    assert wrong == {}


class _Look:
    """Notes what is cut off on the page there is now."""

    def __init__(self, window: Window, wrong: dict[str, list[str]], whose: str) -> None:
        self._window, self._wrong, self._whose = window, wrong, whose

    def __call__(self) -> None:
        pump(ROUNDS)
        if found := cut_off(self._window):
            kind = self._window.bridge.property("screen")["kind"]
            self._wrong.setdefault(self._whose + kind, []).extend(found)


def turn_to(bench: Bench, touch: str, look: _Look | None) -> None:
    """Turn pages until a touch does something else than nothing."""
    kind = type(bench.screen)
    for _ in range(20):
        if look is not None:
            look()
        bench.tap(touch)
        if type(bench.screen) is not kind:
            return
        bench.tap("next_page")
    raise AssertionError(f"{touch} is on no page")


def longest(hall: HallFile) -> list[Item]:
    """Return the items of the longest names, two in each language, and the one of most papers."""
    found = {item.id: item for item in [*hall.item] if len(item.papers) >= 4}
    chosen = dict(list(found.items())[:1])
    for language in LANGUAGES:
        by_length = sorted(hall.item, key=lambda each: len(each.name.in_language(language)))
        chosen |= {item.id: item for item in by_length[-2:]}
    return list(chosen.values())


def in_arabic(hall: HallFile) -> HallFile:
    """Return the hall with an Arabic name as long as the longest English one."""
    first = hall.item[0]
    name = Text(zh=first.name.zh, en=first.name.en, ar=LONG_ARABIC)
    return hall.model_copy(
        update={"item": (first.model_copy(update={"name": name}), *hall.item[1:])}
    )


def initials(item: Item) -> str:
    return "".join(min(may_be) for may_be in SearchKey.of(item.name).initials)[:12]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_largest_occasion_is_whole_and_so_is_its_list(screen: str) -> None:
    size, inches = SCREENS[screen]
    window = Window(size, "xicheng", dress=Dress(screen_inches=inches))
    window.bench.tap("language en", "bundles", "bundle restaurant")
    for kind, touch in (("bundle", "comfort large"), ("bundle", "lack"), ("paper_list", "done")):
        pump(ROUNDS)
        assert window.shows(kind)
        assert cut_off(window) + in_the_way(window) == []
        window.bench.tap(touch)
    window.window.close()
