from typing import Any
from unittest.mock import create_autospec

import pytest

from contract.hall import HallFile
from contract.hall.notices import Notice
from contract.ids import EpochMs, GroupId, WindowId
from contract.messages.state import BoardLine, WindowState
from contract.text import Text
from display.core.ports import View
from display.core.presenter import (
    LINES_BESIDE_A_NOTICE,
    LINES_PER_PAGE,
    PAGE_MS,
    BoardPresenter,
    SignPresenter,
)
from display.core.rest import shift
from display.core.screens import Board, Both, CallRow, Clock, Lamp, Tile, WaitingRow, WindowSign
from display.core.signage import FRESH_MS, Signage
from display.core.spans import spans
from messaging import HallWatch, LinkState
from qtkit.texts import Texts
from tests.helpers.board import HALL, LOCALE, MAIN, NOON, board, call, closing, heartbeat, window

TEXTS = Texts(LOCALE)
SHOWN_MS = HALL.board.shown_s * 1000


class Bench:
    """A presenter of either kind, with a view that remembers."""

    def __init__(self, hall: HallFile = HALL) -> None:
        self.view = create_autospec(View, instance=True)
        self.watch = HallWatch()
        self.watch.on_link(LinkState.CONNECTED, "", NOON)
        self.watch.on_hall(heartbeat(NOON), NOON)
        signage = Signage(hall, TEXTS, self.watch)
        self.board = BoardPresenter(MAIN, view=self.view, signage=signage, watch=self.watch)
        self.sign = SignPresenter(WindowId("w3"), view=self.view, signage=signage)

    @property
    def screen(self) -> Any:
        return self.view.show.call_args.args[0]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_an_empty_board_says_what_it_is_for(bench: Bench) -> None:
    bench.board.refresh(NOON)

    assert bench.screen == Board(
        hall=Both("月坛街道政务服务中心", "Yuetan Sub-district Service Centre"),
        zone=Both("主厅", "Main hall"),
        clock=Clock("12:00", Both("11月22日 星期日", "Sun 22 Nov")),
        large=(Tile(None), Tile(None), Tile(None), Tile(None)),
        grid=1,
        calls=(),
        known=0,
        waiting=(),
        pages=1,
        page=0,
        paused="",
        idle=Both("请留意叫号", "Please wait for your number"),
        notice=None,
        picture=None,
        stale=None,
        shift=shift(NOON),
        rest=None,
    )


def test_outside_the_opening_hours_the_board_says_so(bench: Bench) -> None:
    bench.watch.on_hall(heartbeat(is_open=False), NOON)
    bench.board.refresh(NOON)

    assert bench.screen.idle.en == "Outside service hours"


def test_every_call_of_the_state_is_on_the_board(bench: Bench) -> None:
    calls = [call(seq, f"A{seq:03}", f"w{seq % 8 + 1}") for seq in range(12, 0, -1)]
    bench.board.on_board(board(*calls), NOON)

    rows = bench.screen.rows
    assert [row.seq for row in rows] == list(range(12, 0, -1))
    assert [row.number for row in rows] == [made.number for made in calls]


def test_calls_made_together_are_large_together_and_the_others_are_listed(bench: Bench) -> None:
    calls = [call(seq, f"A{seq:03}", at_ms=NOON - 2_000 * (6 - seq)) for seq in range(6, 0, -1)]
    bench.board.on_board(board(*calls), NOON)

    assert [tile.call and tile.call.seq for tile in bench.screen.large] == [5, 6, 3, 4]
    assert [tile.newest for tile in bench.screen.large] == [False, True, False, False]
    assert [row.seq for row in bench.screen.calls] == [2, 1]
    assert bench.screen.grid == 4


@pytest.mark.parametrize(("made", "grid"), [(1, 1), (2, 2), (3, 4), (4, 4)])
def test_the_room_is_divided_among_the_large_calls(bench: Bench, made: int, grid: int) -> None:
    calls = [call(seq, f"A{seq:03}") for seq in range(made, 0, -1)]
    bench.board.on_board(board(*calls), NOON)

    assert bench.screen.grid == grid


def test_a_call_that_waited_for_its_place_is_pointed_out_when_it_has_it(bench: Bench) -> None:
    calls = [call(seq, f"A{seq:03}") for seq in range(12, 0, -1)]
    bench.board.on_board(board(*calls), NOON)
    bench.board.refresh(EpochMs(NOON + 2 * SHOWN_MS))

    assert [tile.call.fresh for tile in bench.screen.large] == [True] * 4


def test_a_recall_is_counted_and_an_old_call_is_not_pointed_out(bench: Bench) -> None:
    old = call(1, "B007", at_ms=NOON - FRESH_MS, active=True)
    over = call(2, "B008", active=False)
    bench.board.on_board(board(call(3, count=2), over, old), NOON)

    first, second, *_ = bench.screen.large
    assert second == Tile(CallRow(3, "A012", "3", "×2", fresh=True, active=True), newest=True)
    assert (first.call, *bench.screen.calls) == (
        CallRow(2, "B008", "3", "", fresh=False, active=False),
        CallRow(1, "B007", "3", "", fresh=False, active=True),
    )


def test_a_call_points_to_its_window_where_the_board_knows_the_way(bench: Bench) -> None:
    signage = Signage(HALL, TEXTS, bench.watch, {WindowId("w3"): "up-left"})
    pointing = BoardPresenter(MAIN, view=bench.view, signage=signage, watch=bench.watch)
    pointing.on_board(board(call(2, "A002", "w4"), call(1, "A001", "w3")), NOON)

    assert [row.direction for row in bench.screen.rows] == ["", "up-left"]


def test_windows_are_shown_by_their_painted_numbers(bench: Bench) -> None:
    bench.board.on_board(board(call(1, window="w99"), paused=("w8", "w2")), NOON)

    assert bench.screen.paused == "2, 8"
    assert bench.screen.rows[0].window == "w99"  # better an id than nothing: the hall file is old


def test_many_paused_windows_are_named_by_turns(bench: Bench) -> None:
    paused = ("w1", "w3", "w5", "w7", "w98", "w99")
    seen = set()
    for turn in range(2):
        bench.board.on_board(board(paused=paused), EpochMs(NOON + turn * PAGE_MS))
        seen.add(bench.screen.paused)

    assert seen == {"1, 3, 5, 7, w98", "w99"}


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((), ()),
        (("2", "1"), ("1", "2")),
        (("11", "9", "10", "8", "3"), ("3", "8–11")),
        (("w99", "101", "99", "100", "5"), ("5", "99–101", "w99")),
    ],
)
def test_windows_that_follow_one_another_are_named_by_the_first_and_the_last(
    numbers: tuple[str, ...], told: tuple[str, ...]
) -> None:
    assert spans(numbers) == told


def test_waiting_people_are_counted_by_line(bench: Bench) -> None:
    bench.board.on_board(board(waiting=4), NOON)

    assert bench.screen.waiting[0] == WaitingRow("general", Both("综合业务", "General Services"), 4)
    assert len(bench.screen.waiting) == sum(group.gives_tickets for group in HALL.group)


def test_the_wait_of_a_line_is_a_range_in_both_languages(bench: Bench) -> None:
    bench.board.on_board(board(waiting=4, wait_ms=9 * 60_000, wait_bound_ms=15 * 60_000), NOON)

    assert bench.screen.waiting[0].wait == Both("约 9–15 分", "9–15 min")


def test_no_wait_is_told_where_nobody_waits_or_nobody_knows(bench: Bench) -> None:
    bench.board.on_board(board(waiting=0, wait_ms=9 * 60_000, wait_bound_ms=15 * 60_000), NOON)
    assert bench.screen.waiting[0].wait is None

    bench.board.on_board(board(waiting=4), NOON)
    assert bench.screen.waiting[0].wait is None


@pytest.mark.parametrize("waiting", [0, 4])
def test_of_a_line_that_takes_nobody_in_no_wait_is_told_but_that(
    bench: Bench, waiting: int
) -> None:
    state = board(waiting=waiting, wait_ms=540_000, wait_bound_ms=900_000)
    bench.board.on_board(closing(state, "general"), NOON)

    assert bench.screen.waiting[0].waiting == waiting
    assert bench.screen.waiting[0].wait == Both("停止取号", "no more tickets")


def test_many_lines_turn_their_pages(bench: Bench) -> None:
    state = board()
    lines = tuple(
        BoardLine(group_id=GroupId(f"g{n}"), waiting=n, oldest_issued_at_ms=None)
        for n in range(LINES_PER_PAGE + 3)
    )
    state = type(state)(zone_id=MAIN, calls=(), lines=lines, paused_window_ids=())
    first_page = EpochMs(NOON - NOON % (2 * PAGE_MS))

    bench.board.on_board(state, first_page)
    first = bench.screen
    bench.board.refresh(EpochMs(first_page + PAGE_MS))
    second = bench.screen

    assert (first.page, first.pages, second.page) == (0, 2, 1)
    shown = [row.group_id for screen in (first, second) for row in screen.waiting]
    assert shown == [line.group_id for line in lines]


def test_a_notice_takes_the_room_of_two_lines() -> None:
    notice = Notice(id="n", text=Text(zh="停电", en="No power"))
    bench = Bench(HALL.model_copy(update={"notice": (notice,)}))
    bench.board.on_board(board(waiting=4), NOON)

    assert bench.screen.notice == Both("停电", "No power")
    assert len(bench.screen.waiting) == LINES_BESIDE_A_NOTICE
    assert bench.screen.pages == 2


def test_a_board_that_hears_nothing_says_how_old_it_is(bench: Bench) -> None:
    bench.board.refresh(EpochMs(NOON + 35_000))

    assert bench.screen.stale == Both(
        "叫号系统没有响应 · 显示的是 35 秒前的数据",
        "The queue system does not answer · data is 35 seconds old",
    )


@pytest.mark.parametrize(("age_s", "told"), [(599, "599 seconds"), (600, "10 minutes")])
def test_an_age_of_ten_minutes_and_more_is_told_in_minutes(
    bench: Bench, age_s: int, told: str
) -> None:
    bench.board.refresh(EpochMs(NOON + age_s * 1000))

    assert bench.screen.stale is not None
    assert bench.screen.stale.en.endswith(f"data is {told} old")


@pytest.mark.parametrize(
    ("state", "lamp", "english"),
    [
        (window("closed"), Lamp.CLOSED, "Closed"),
        (window("paused"), Lamp.PAUSED, "Paused"),
        (window("open"), Lamp.FREE, "Please wait for your number"),
        (window("open", "A012", "called"), Lamp.CALLING, "Please come"),
        (window("open", "A012", "serving"), Lamp.SERVING, "In service"),
        (window("paused", "A012", "serving"), Lamp.SERVING, "In service"),
    ],
)
def test_the_sign_says_what_the_window_does(
    bench: Bench, state: WindowState, lamp: Lamp, english: str
) -> None:
    bench.sign.on_window(state, NOON)

    assert bench.screen.lamp is lamp
    assert bench.screen.status.en == english
    assert bench.screen.ticket == (state.number or "")


def test_the_sign_of_a_paused_window_gives_the_clerks_reason(bench: Bench) -> None:
    bench.sign.on_window(window("paused", reason="午休 Lunch"), NOON)

    assert bench.screen == WindowSign(
        window="3",
        ticket="",
        lamp=Lamp.PAUSED,
        status=Both("暂停服务", "Paused"),
        note="午休 Lunch",
        fresh=False,
        clock=Clock("12:00", Both("11月22日 星期日", "Sun 22 Nov")),
        stale=None,
        shift=shift(NOON),
        rest=None,
    )


def test_both_languages_have_the_same_texts() -> None:
    english = Texts(LOCALE).table("en")
    own = {key for key in TEXTS.table("zh") if english[key] != TEXTS.table("zh")[key]}
    assert own == set(TEXTS.table("zh"))
