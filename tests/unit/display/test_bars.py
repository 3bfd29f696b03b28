"""What an LED bar shows, by the state it is drawn from and by how old that is."""

from typing import Any

import pytest

from contract.hall import Bar
from contract.ids import DeviceId, EpochMs, WindowId
from contract.messages.state import WindowState
from contract.text import Text
from display.core.bars import DOUBTED_MS, PAGE_MS, STARTING_MS, BarFace, BarPresenter, BarRow
from messaging import HallWatch, LinkState
from tests.helpers.board import HALL, MAIN, NOON, board, call, heartbeat, window

W3 = WindowId("w3")
CALLED = BarRow("请A012到3号窗口", "A012")
IDLE, CLOSED, STALE = BarRow("热情为您服务"), BarRow("暂停服务"), BarRow("请稍候")


class Lit:
    """A bar on a line to a hall that lives."""

    def __init__(self, *, connected: bool = True, **options: Any) -> None:
        usual: dict[str, Any] = {"id": DeviceId("bar-3"), "zone": MAIN, "window": W3, "url": "x"}
        self.watch = HallWatch()
        self.bar = Bar(**(usual | options))
        self.presenter = BarPresenter(self.bar, HALL, self.watch, NOON)
        if connected:
            self.watch.on_link(LinkState.CONNECTED, "", NOON)
            self.watch.on_hall(heartbeat(NOON), NOON)

    def does(self, state: WindowState, after_ms: int = 0) -> None:
        self.presenter.on_window(state, EpochMs(NOON + after_ms))

    def at(self, after_ms: int) -> BarFace | None:
        """Return what is seen so long after noon, while the hall lives."""
        if self.watch.hall is not None and self.watch.link is LinkState.CONNECTED:
            self.watch.on_hall(heartbeat(NOON + after_ms), EpochMs(NOON + after_ms))
        return self.presenter.face(EpochMs(NOON + after_ms))

    def alone(self, after_ms: int) -> BarFace | None:
        """Return what is seen with nobody heard since noon."""
        return self.presenter.face(EpochMs(NOON + after_ms))


@pytest.mark.parametrize(
    ("state", "row"),
    [
        (window(number="A012", stage="called"), CALLED),
        (window(number="A012", stage="serving"), BarRow("A012", "A012")),
        (window("paused", number="A012", stage="serving"), BarRow("A012", "A012")),
        (window("open"), IDLE),
        (window("paused", reason="午休"), CLOSED),
        (window("closed"), CLOSED),
    ],
)
def test_a_bar_over_a_window_says_what_the_window_does(state: WindowState, row: BarRow) -> None:
    lit = Lit()
    lit.does(state)
    assert lit.at(60_000) == (row,)


def test_a_new_call_flashes_and_stands_then() -> None:
    lit = Lit()
    lit.does(window(number="A012", stage="called"))
    seen = [lit.at(after_ms) for after_ms in (0, 999, 1_000, 1_999, 2_000, 3_000, 4_000, 60_000)]
    dark: BarFace = (None,)
    assert seen == [(CALLED,), (CALLED,), dark, dark, (CALLED,), (CALLED,), (CALLED,), (CALLED,)]


def test_a_hall_may_want_no_flashing() -> None:
    lit = Lit(flash_s=0)
    lit.does(window(number="A012", stage="called"))
    assert lit.at(1_500) == (CALLED,)


def test_languages_follow_one_another_the_first_at_the_call() -> None:
    lit = Lit(languages=("zh", "en"), flash_s=0)
    lit.does(window(number="A012", stage="called"))
    english = BarRow("A012 to window 3", "A012")
    assert lit.at(PAGE_MS - 1) == (CALLED,)
    assert lit.at(PAGE_MS) == (english,)
    assert lit.at(2 * PAGE_MS) == (CALLED,)


def test_a_hall_has_its_own_words() -> None:
    lit = Lit(called=Text(zh="{number}→{window}", en="-"), idle=Text(zh="{window}号窗口", en="-"))
    lit.does(window(number="A012", stage="called"))
    assert lit.at(0) == (BarRow("A012→3", "A012"),)
    lit.does(window())
    assert lit.at(0) == (BarRow("3号窗口"),)


def test_a_board_shows_the_calls_that_stand_the_newest_first() -> None:
    lit = Lit(window=None, rows=2)
    calls = [call(n, f"A{n:03}", "w1", at_ms=NOON - n, active=n != 11) for n in (13, 12, 11, 10)]
    lit.presenter.on_board(board(*calls), NOON)
    rows = lit.at(60_000)
    assert rows == (BarRow("请A013到1号窗口", "A013"), BarRow("请A012到1号窗口", "A012"))
    lit.presenter.on_board(board(calls[2], calls[3]), NOON)
    assert lit.at(60_000) == (BarRow("请A010到1号窗口", "A010"),)


@pytest.mark.parametrize(("is_open", "row"), [(True, IDLE), (False, CLOSED)])
def test_a_board_without_calls_says_whether_the_hall_is_open(is_open: bool, row: BarRow) -> None:
    lit = Lit(window=None)
    lit.watch.on_hall(heartbeat(NOON, is_open=is_open), NOON)
    lit.presenter.on_board(board(), NOON)
    assert lit.alone(1_000) == (row,)


def test_a_program_that_starts_leaves_the_bar_as_it_is_for_a_moment() -> None:
    lit = Lit(connected=False)
    assert lit.at(STARTING_MS - 1) is None
    assert lit.at(STARTING_MS) == (STALE,)


def test_a_hall_that_lives_and_has_not_said_what_the_window_does_changes_nothing() -> None:
    assert Lit().at(100) is None


def test_a_line_that_is_back_at_once_is_not_noticed() -> None:
    lit = Lit()
    lit.does(window(number="A012", stage="called"))
    lit.watch.on_link(LinkState.LOST, "", NOON)
    assert lit.alone(2_000) == (CALLED,)


@pytest.mark.parametrize("silent", [True, False], ids=["no heartbeat", "no broker"])
def test_what_may_not_be_true_is_shown_by_turns_and_then_not_at_all(silent: bool) -> None:
    lit = Lit()
    lit.does(window(number="A012", stage="called"))
    if not silent:
        lit.watch.on_link(LinkState.LOST, "", NOON)
    began_ms = 20_000
    seen = [lit.alone(began_ms + n * 1_000) for n in range(600)]

    assert seen[0] == (STALE,)
    assert {*seen[: DOUBTED_MS // 1000]} == {(STALE,), (CALLED,)}
    assert {*seen[DOUBTED_MS // 1000 :]} == {(STALE,)}


def test_when_the_coordinator_is_back_all_is_as_it_was() -> None:
    lit = Lit()
    lit.does(window(number="A012", stage="called"))
    assert lit.alone(600_000) == (STALE,)
    lit.does(window(number="A013", stage="called"), after_ms=601_000)
    assert lit.at(601_000) == (BarRow("请A013到3号窗口", "A013"),)
    lit.watch.on_link(LinkState.LOST, "", EpochMs(NOON + 602_000))
    lit.alone(620_000)
    assert lit.alone(620_000 + PAGE_MS) == (BarRow("请A013到3号窗口", "A013"),)


def test_a_window_this_hall_file_does_not_know_is_called_by_its_id() -> None:
    lit = Lit(window=None, flash_s=0)
    lit.presenter.on_board(board(call(1, window="w99")), NOON)
    assert lit.at(0) == (BarRow("请A012到w99号窗口", "A012"),)


def test_a_bar_that_another_program_draws_is_left_to_it() -> None:
    lit = Lit()
    lit.does(window(number="A012", stage="called"))
    lit.watch.on_link(LinkState.TAKEN_OVER, "", NOON)
    assert lit.presenter.withdrawn
    assert lit.alone(600_000) is None


def test_a_program_that_ends_leaves_no_number_behind() -> None:
    lit = Lit()
    lit.does(window(number="A012", stage="called"))
    assert lit.presenter.closed == (CLOSED,)
