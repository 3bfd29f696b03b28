"""A kiosk that nobody uses rests, and wakes at once."""

from datetime import date

import pytest
from pydantic import ValidationError

from contract.hall.notices import Notice
from contract.text import Text
from kiosk.core import screens
from kiosk.core.saver import STAYS_MS, Saver
from tests.helpers.halls import shipped_hall
from tests.unit.kiosk.bench import Bench


def notice(name: str, **days: date) -> Notice:
    return Notice(id=name, text=Text(zh=f"{name}。", en=f"{name}."), **days)


def resting(*notices: Notice) -> Bench:
    bench = Bench(shipped_hall("street").model_copy(update={"notice": notices}))
    bench.presenter._saver = Saver(1, bench.clock.now_ms())
    bench.wait(61)
    return bench


def saver(bench: Bench) -> screens.ScreenSaver:
    assert isinstance(bench.screen, screens.ScreenSaver)
    return bench.screen


def test_the_notices_of_the_day_come_one_after_the_other_and_move() -> None:
    bench = resting(
        notice("today", first_day=date(2025, 11, 24), last_day=date(2025, 11, 24)),
        notice("always"),
        notice("over", last_day=date(2025, 11, 23)),
        notice("later", first_day=date(2025, 11, 25)),
    )
    seen, places = set(), set()
    for _ in range(7):
        seen.add(saver(bench).notice)
        places.add(saver(bench).place)
        bench.wait(STAYS_MS / 1000)

    assert seen == {"today。", "always。"}
    assert len(places) == 7


def test_without_notices_it_shows_the_halls_name() -> None:
    assert saver(resting()).notice == shipped_hall("street").hall.name.zh


def test_a_touch_wakes_it_and_does_no_more() -> None:
    bench = resting()

    bench.tap("wake")

    assert isinstance(bench.screen, screens.Home)
    bench.wait(59)
    assert isinstance(bench.screen, screens.Home)


def test_a_code_wakes_it_and_counts() -> None:
    bench = resting()

    bench.presenter.on_code("2025-11-24.A012")

    assert isinstance(bench.screen, screens.MyTicket)


def test_it_rests_over_closed_but_not_over_a_visitor_or_a_fault() -> None:
    bench = resting()
    assert saver(bench).inviting
    bench.beat(is_open=False)
    assert not saver(bench).inviting
    bench.beat()
    bench.tap("begin")
    bench.wait(50)
    assert isinstance(bench.screen, screens.Groups)

    starting = Bench(ready=False)
    starting.presenter._saver = Saver(1, starting.clock.now_ms())
    starting.wait(61, alive=False)
    assert isinstance(starting.screen, screens.NoConnection)


def test_a_notice_that_ends_before_it_begins_is_a_mistake() -> None:
    with pytest.raises(ValidationError, match="before first_day"):
        notice("wrong", first_day=date(2025, 11, 24), last_day=date(2025, 11, 23))
