"""No screen that comes after a visitor shows anything of that visitor."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.core import screens
from kiosk.core.equipment import Paper
from qtkit.plain import plain
from tests.helpers.outbox import MemoryStore
from tests.helpers.zones import PASSPORT
from tests.unit.kiosk.bench import TICKET, TO_ASKING, TO_IDENTIFY, Bench, id_card

PERSONAL = {
    "欧阳娜娜", "欧***", "11010519491231002X", "002X", "13812345678", "5678", "K7M3PQ", "A012",
    "B012",
}  # fmt: skip


def _by_card(bench: Bench) -> None:
    bench.tap(*TO_IDENTIFY)
    bench.presenter.on_card(id_card(name="欧阳娜娜"))
    bench.answer_done()
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")


def _on_screen(bench: Bench) -> None:
    bench.tap(*TO_ASKING)
    bench.answer_done()
    bench.presenter.on_paper(TICKET, Paper.NOT_PRINTED, "")


def _checked_in(bench: Bench) -> None:
    bench.tap("appointment", *(f"key {key}" for key in "K7M3PQ"), "confirm")
    bench.answer_checked_in()
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")


def _doubtful(bench: Bench) -> None:
    bench.tap(*TO_IDENTIFY)
    bench.presenter.on_zone((PASSPORT[0], "L898902C46" + PASSPORT[1][10:]))
    assert isinstance(bench.screen, screens.ConfirmDocument)


def _refused(bench: Bench) -> None:
    bench.tap(*TO_ASKING)
    bench.answer_refused("already_queueing", number="A012")


def _tapped(*touches: str) -> Callable[[Bench], None]:
    return lambda bench: bench.tap(*touches)


WAYS = {
    "by card": _by_card,
    "number on screen": _on_screen,
    "checked in": _checked_in,
    "doubtful document": _doubtful,
    "refused": _refused,
    "phone": _tapped(*TO_IDENTIFY, "phone", *(f"digit {digit}" for digit in "13812345678")),
    "ticket": _tapped("my_ticket", *(f"key {key}" for key in "A012")),
    "code": _tapped("appointment", *(f"key {key}" for key in "K7M3PQ")),
}
NEXT = (
    "begin", "group general", "item residence-permit", "confirm", "phone", "back", "home",
    "my_ticket", "home", "appointment", "home", "begin", "search",
)  # fmt: skip
"""Where the next visitor looks."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("leaves", ["away", "by touch"])
def test_no_screen_after_a_visitor_shows_anything_of_them(way: str, leaves: str) -> None:
    bench = Bench(person_key=b"key of the hall", store=MemoryStore())
    WAYS[way](bench)
    if leaves == "away":
        bench.wait(182)
    else:
        bench.tap("done" if not isinstance(bench.screen, screens.VisitorPage) else "home")
    assert isinstance(bench.screen, screens.Home)

    shown = [plain(bench.screen)]
    for touch in NEXT:
        bench.tap(touch)
        shown.append(plain(bench.screen))

    assert _texts(shown) & PERSONAL == set()
    assert not any("ERIKSSON" in text or "L898902C" in text for text in _texts(shown))


def test_the_personal_is_on_the_screens_before() -> None:
    seen = set()
    for lead in WAYS.values():
        bench = Bench(person_key=b"key of the hall", store=MemoryStore())
        lead(bench)
        seen |= _texts(plain(bench.screen))

    assert seen & PERSONAL >= {"A012", "B012", "K7M3PQ", "13812345678"}


def _texts(drawn: Any) -> set[str]:
    if isinstance(drawn, dict):
        drawn = list(drawn.values())
    if isinstance(drawn, list):
        return {text for each in drawn for text in _texts(each)}
    return {str(drawn)}
