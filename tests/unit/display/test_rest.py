"""Nothing burns into a screen: the picture wanders, and outside the hours it is dark."""

from itertools import pairwise
from unittest.mock import Mock, create_autospec

import pytest

from contract.ids import EpochMs, WindowId
from contract.messages.state import BoardState, WindowState
from display.core.ports import View
from display.core.presenter import BoardPresenter, SignPresenter
from display.core.rest import PLACES, SHIFT_EVERY_MS, STAYS_MS, place, shift
from display.core.screens import Both, Picture, Rest
from display.core.signage import Signage
from messaging import HallWatch, LinkState
from qtkit.texts import Texts
from tests.helpers.board import HALL, LOCALE, MAIN, NOON, board, call, heartbeat, window

NAME = Both.of(HALL.hall.name)


def shown(
    state: BoardState | WindowState, *, is_open: bool = False, after_ms: int = 0
) -> Rest | None:
    """Return what a screen at rest shows on a Sunday, a closed day; None if it is awake."""
    watch = HallWatch()
    watch.on_link(LinkState.CONNECTED, "", NOON)
    watch.on_hall(heartbeat(NOON, is_open=is_open), NOON)
    signage = Signage(HALL, Texts(LOCALE), watch)
    view = create_autospec(View, instance=True)
    now = EpochMs(NOON + after_ms)
    if isinstance(state, BoardState):
        BoardPresenter(MAIN, view=view, signage=signage, watch=watch).on_board(state, now)
    else:
        SignPresenter(WindowId("w3"), view=view, signage=signage).on_window(state, now)
    screen = view.show.call_args.args[0]
    rest: Rest | None = screen.rest
    return rest


def test_the_picture_moves_by_one_step_a_minute_and_a_few_in_all() -> None:
    way = [shift(EpochMs(NOON + minute * SHIFT_EVERY_MS)) for minute in range(300)]

    for before, after in pairwise(way):
        assert abs(before.x - after.x) <= 1
        assert abs(before.y - after.y) <= 1
    assert {each.x for each in way} == set(range(-4, 5))
    assert {each.y for each in way} == set(range(-3, 5))


def test_no_place_of_the_picture_is_favoured() -> None:
    way = [shift(EpochMs(minute * SHIFT_EVERY_MS)) for minute in range(16 * 14)]

    assert max(way.count(each) for each in way) <= 8


def test_words_at_rest_are_somewhere_else_every_twenty_seconds() -> None:
    assert [place(EpochMs(turn * STAYS_MS)) for turn in range(PLACES + 1)] == [*range(PLACES), 0]


def test_outside_the_hours_a_board_rests_and_says_when_somebody_is_there() -> None:
    rest = shown(board())

    assert rest is not None
    assert rest.title == NAME
    assert rest.words.en == "Outside service hours"
    assert rest.opens == Both("11月23日 星期一 08:30 开始办理", "Opens Mon 23 Nov, 08:30")


def test_a_board_at_rest_shows_and_plays_nothing_beside() -> None:
    picture, no_picture = Mock(return_value=Picture("file:///a.png")), Mock(return_value=None)
    watch = HallWatch()
    watch.on_link(LinkState.CONNECTED, "", NOON)
    view = create_autospec(View, instance=True)
    presenter = BoardPresenter(
        MAIN,
        view=view,
        signage=Signage(HALL, Texts(LOCALE), watch),
        watch=watch,
        picture=picture,
        no_picture=no_picture,
    )

    pictures = []
    for is_open in (True, False, True):
        watch.on_hall(heartbeat(NOON, is_open=is_open), NOON)
        presenter.on_board(board(), NOON)
        pictures.append(view.show.call_args.args[0].picture)

    assert (picture.call_count, no_picture.call_count) == (2, 1)
    assert pictures == [Picture("file:///a.png"), None, Picture("file:///a.png")]


def test_a_sign_rests_with_its_window() -> None:
    rest = shown(window("closed"))

    assert rest is not None
    assert rest.title == Both("3 号窗口", "Window 3")


@pytest.mark.parametrize(
    "state",
    [
        board(waiting=1),
        board(call(1)),
        window("open"),
        window("paused"),
        window("open", "A1", "serving"),
    ],
    ids=["somebody waits", "somebody is served", "open", "paused", "serving"],
)
def test_a_screen_that_somebody_needs_does_not_rest(state: BoardState | WindowState) -> None:
    assert shown(state) is None


@pytest.mark.parametrize("state", [board(call(1, active=False)), window("closed")])
def test_a_screen_rests_neither_in_the_hours_nor_in_doubt(state: BoardState | WindowState) -> None:
    assert shown(state) is not None
    assert shown(state, is_open=True) is None
    assert shown(state, after_ms=60_000) is None  # the coordinator has gone


def test_a_hall_may_have_no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(HALL), "board", HALL.board.model_copy(update={"rest": False}))

    assert shown(board()) is None
