"""Nobody is kept waiting, and nothing of a visitor stays behind."""

import gc
from collections.abc import Iterable

import pytest

from kiosk.core import screens
from kiosk.core.comfort import Comfort
from kiosk.core.equipment import Paper
from tests.unit.kiosk.bench import TICKET, TO_ASKING, TO_IDENTIFY, Bench, id_card


def test_a_visitor_who_does_nothing_is_asked_and_then_forgotten() -> None:
    bench = Bench()
    bench.tap("begin")

    bench.wait(39)
    assert _idle_left_s(bench) is None
    bench.wait(12)
    assert isinstance(bench.screen, screens.Groups)
    assert _idle_left_s(bench) == 9

    bench.wait(9)
    assert isinstance(bench.screen, screens.Home)


@pytest.mark.parametrize("touch", ["stay", "group nowhere"])
def test_any_touch_is_a_sign_of_life(touch: str) -> None:
    bench = Bench()
    bench.tap("begin")
    bench.wait(55)

    bench.tap(touch)

    assert isinstance(bench.screen, screens.Groups)
    assert _idle_left_s(bench) is None
    bench.wait(49)
    assert isinstance(bench.screen, screens.Groups)


def test_whoever_asks_for_more_time_has_it_for_the_whole_visit() -> None:
    bench = Bench()
    bench.tap("begin")
    bench.wait(55)

    bench.tap("more_time", "group general")

    bench.wait(159)
    assert isinstance(bench.screen, screens.Items)
    assert _idle_left_s(bench) is None
    bench.tap("back")
    bench.wait(159)
    assert isinstance(bench.screen, screens.Groups)
    bench.wait(25)
    assert isinstance(bench.screen, screens.Home)
    bench.tap("begin")
    bench.wait(61)
    assert isinstance(bench.screen, screens.Home)


@pytest.mark.parametrize("way", ["large", "low"])
def test_nobody_is_hurried_who_sees_or_reaches_less(way: str) -> None:
    bench = Bench()
    bench.tap(f"comfort {way}", "begin")
    bench.wait(159)
    assert isinstance(bench.screen, screens.Groups)

    bench.tap("home", *TO_ASKING)
    bench.answer_done()
    bench.presenter.on_paper(TICKET, Paper.PRINTED, "")
    bench.wait(11)
    assert isinstance(bench.screen, screens.TakeTicket)
    bench.wait(1.5)
    assert isinstance(bench.screen, screens.Home)
    assert not _comfort(bench).any


def test_comfort_lasts_as_long_as_the_person_does_and_can_be_given_up() -> None:
    bench = Bench()
    bench.tap("comfort large", "begin", "comfort low", "back")
    assert _comfort(bench) == Comfort(large=True, low=True)

    bench.tap("begin", "home", "comfort low", "comfort nowhere")
    assert _comfort(bench) == Comfort(large=True)

    bench.wait(181)
    assert _comfort(bench) == Comfort()


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


def _idle_left_s(bench: Bench) -> int | None:
    assert isinstance(bench.screen, screens.VisitorPage)
    return bench.screen.idle_left_s


def _comfort(bench: Bench) -> Comfort:
    return bench.screen.comfort


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
