"""Nobody is kept waiting, and nothing of a visitor stays behind."""

import gc
from collections.abc import Iterable

import pytest

from kiosk.core import screens
from kiosk.core.equipment import Paper
from tests.unit.kiosk.bench import TICKET, TO_ASKING, TO_IDENTIFY, Bench, id_card


def test_a_visitor_who_does_nothing_is_asked_and_then_forgotten() -> None:
    bench = Bench()
    bench.tap("begin")

    bench.wait(51)
    assert isinstance(bench.screen, screens.Groups)
    assert bench.screen.idle_left_s == 9

    bench.wait(9)
    assert isinstance(bench.screen, screens.Home)


@pytest.mark.parametrize("touch", ["stay", "group nowhere"])
def test_any_touch_is_a_sign_of_life(touch: str) -> None:
    bench = Bench()
    bench.tap("begin")
    bench.wait(55)

    bench.tap(touch)

    assert isinstance(bench.screen, screens.Groups)
    assert bench.screen.idle_left_s is None
    bench.wait(49)
    assert isinstance(bench.screen, screens.Groups)


def test_the_ticket_screen_gives_way_by_itself() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")

    bench.wait(5)
    assert isinstance(bench.screen, screens.TakeTicket)
    bench.wait(1.5)
    assert isinstance(bench.screen, screens.Home)


def test_a_restless_finger_does_not_hold_the_ticket_screen() -> None:
    bench = Bench()
    bench.tap(*TO_ASKING)
    bench.answer_done()
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")

    for _ in range(7):
        bench.wait(1)
        bench.tap("skip")

    assert isinstance(bench.screen, screens.Home)


def test_a_language_left_behind_goes_back_to_the_kiosks_own() -> None:
    bench = Bench()
    bench.tap("language en")

    bench.wait(61)

    bench.view.set_language.assert_called_with("zh")


def test_nothing_of_a_card_is_kept() -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY)
    bench.presenter.on_card(id_card(name="欧阳娜娜"))
    bench.answer_done()
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")
    bench.tap("done")

    assert _words_kept_by(bench) & {"欧阳娜娜", "11010519491231002X", "欧***", "002X"} == set()


@pytest.mark.parametrize("leave", ["home", "back", "idle"])
def test_nothing_of_a_telephone_number_is_kept(leave: str) -> None:
    bench = Bench()
    bench.tap(*TO_IDENTIFY, "phone", *(f"digit {digit}" for digit in "13812345678"))
    assert "13812345678" in _words_kept_by(bench)

    if leave == "idle":
        bench.wait(61)
    else:
        bench.tap(leave)

    assert _words_kept_by(bench) & {"13812345678", "5678"} == set()


def _words_kept_by(bench: Bench) -> set[str]:
    """Return every string the presenter still holds on to, without what the mocks noted."""
    outside = {id(port) for port in (bench.view, bench.line, bench.printer, bench.card_reader)}
    seen: set[int] = set()
    todo: list[object] = [vars(bench.presenter)]
    words: set[str] = set()
    while todo:
        thing = todo.pop()
        if id(thing) in seen or id(thing) in outside or isinstance(thing, type):
            continue
        seen.add(id(thing))
        if isinstance(thing, str):
            words.add(thing)
        elif isinstance(thing, dict | list | tuple | set | frozenset) or _is_ours(thing):
            todo.extend(_inside(thing))
    return words


def _is_ours(thing: object) -> bool:
    return type(thing).__module__.startswith(("kiosk", "contract", "messaging", "hardware"))


def _inside(thing: object) -> Iterable[object]:
    return gc.get_referents(thing)
