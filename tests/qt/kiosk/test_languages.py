"""A language by a file alone, one that runs from right to left, and more than have room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF

from tests.helpers.outbox import MemoryStore
from tests.helpers.qt import item, items, pump
from tests.qt.kiosk.screens import WAYS
from tests.qt.kiosk.whole import cut_off
from tests.qt.kiosk.window import TEXTS, Window
from tests.unit.kiosk.bench import Bench
from tests.unit.kiosk.test_texts import add

MADE_UP = "qkk"


@pytest.fixture
def arabic() -> Iterator[Window]:
    window = Window()
    window.bench.tap("language ar")
    pump()
    yield window
    window.window.close()


def x_of(window: Window, name: str) -> float:
    found = item(window.view, name)
    assert found is not None, name
    return found.mapToScene(QPointF(found.width() / 2, 0)).x()


def test_a_made_up_language_is_on_every_screen_without_a_line_of_code(tmp_path: Path) -> None:
    said = {key: f"[{words}]" for key, words in TEXTS.table("en").items()}
    texts = add(tmp_path, MADE_UP, {**said, "language.name": "Kiliki"})
    window = Window(texts=texts)
    foreign = set(TEXTS.table("en").values()) | set(TEXTS.table("zh").values())
    wrong: dict[str, list[str]] = {}
    for name, lead in WAYS.items():
        store = None if name == "no_connection" else MemoryStore()
        bench = Bench(view=window.bridge, store=store, languages=texts.languages)
        bench.tap(f"language {MADE_UP}")
        lead(bench)
        pump()
        texts_now = [one for one in items(window.view) if one.inherits("QQuickText")]
        shown = {str(one.property("text")) for one in texts_now if one.isVisible()}
        if found := cut_off(window) + sorted(shown & foreign - {"", "English", "中文", "العربية"}):
            wrong[name] = found
    window.window.close()
    assert wrong == {}


def test_more_languages_than_have_room_are_behind_one_button(tmp_path: Path) -> None:
    add(tmp_path, "fr", {"language.name": "Français"})
    window = Window(texts=add(tmp_path, MADE_UP, {"language.name": "Kiliki"}))
    window.bridge.on_tap = Bench(
        view=window.bridge, languages=("zh", "en", "ar", "fr", MADE_UP)
    ).presenter.on_tap
    assert item(window.view, "language.fr") is None

    window.click("language.choose")
    assert window.text("language.fr") == "Français"
    window.click("language.ar")

    assert item(window.view, "language.fr") is None
    assert window.bridge.property("language") == "ar"
    window.window.close()


def test_arabic_pages_begin_on_the_right(arabic: Window) -> None:
    arabic.bench.tap("begin")
    pump()
    middle = arabic.view.width() / 2
    assert x_of(arabic, "nav.back") > middle > x_of(arabic, "nav.home")
    first, second = arabic.bench.screen.groups[:2]  # type: ignore[union-attr]
    assert x_of(arabic, f"groups.{first.group_id}") > x_of(arabic, f"groups.{second.group_id}")

    arabic.click("language.zh")
    assert x_of(arabic, "nav.back") < middle < x_of(arabic, "nav.home")


@pytest.mark.parametrize(
    ("touch", "left", "right"),
    [
        ("my_ticket", "my_ticket.key.1", "my_ticket.key.5"),
        ("appointment", "check_in.key.0", "check_in.key.1"),
    ],
)
def test_keys_are_not_turned_round(arabic: Window, touch: str, left: str, right: str) -> None:
    arabic.bench.tap(touch)
    pump()
    assert x_of(arabic, left) < x_of(arabic, right)


def test_a_number_reads_the_same_in_arabic(arabic: Window) -> None:
    WAYS["take_ticket"](arabic.bench)
    pump()
    assert arabic.text("take_ticket.number") == "A012"
    assert arabic.text("take_ticket.windows") == "\u20681-3, 8\u2069"
