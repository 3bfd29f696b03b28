"""Boards, window displays and voices without the coordinator, as docs/cut-off.md has it."""

from unittest.mock import create_autospec

import pytest

from contract.ids import EpochMs, WindowId
from contract.messages.state import BoardState
from display.core.announcements import Announcements, Dropped, Why
from display.core.ports import View
from display.core.presenter import BoardPresenter, SignPresenter
from display.core.screens import Board, WindowSign
from display.core.signage import Signage
from messaging import HallWatch, LinkState
from qtkit.texts import Texts
from tests.helpers.board import (
    EXPIRES_MS,
    HALL,
    LOCALE,
    MAIN,
    NOON,
    board,
    call,
    heartbeat,
    news,
    window,
)

HOUR_MS = 3_600_000


class Wall:
    """A board and the sign of a window, on one line to the hall."""

    def __init__(self) -> None:
        self.views = [create_autospec(View, instance=True) for _ in range(2)]
        self.watch = HallWatch()
        self.watch.on_link(LinkState.CONNECTED, "", NOON)
        self.watch.on_hall(heartbeat(NOON), NOON)
        signage = Signage(HALL, Texts(LOCALE), self.watch)
        self.board = BoardPresenter(MAIN, view=self.views[0], signage=signage, watch=self.watch)
        self.sign = SignPresenter(WindowId("w3"), view=self.views[1], signage=signage)
        self.board.on_board(board(call(1, "A012")), NOON)
        self.sign.on_window(window(number="A012", stage="called"), NOON)

    def shown(self, after_ms: int) -> tuple[Board, WindowSign]:
        """Return what is shown so long after noon."""
        for presenter in (self.board, self.sign):
            presenter.refresh(EpochMs(NOON + after_ms))
        big, small = (view.show.call_args.args[0] for view in self.views)
        assert isinstance(big, Board)
        assert isinstance(small, WindowSign)
        return big, small


def test_both_kinds_keep_the_last_number_and_say_how_old_it_is() -> None:
    wall = Wall()
    wall.watch.on_link(LinkState.LOST, "", NOON)

    big, small = wall.shown(after_ms=90_000)

    assert (big.rows[0].number, small.ticket) == ("A012", "A012")
    assert not big.rows[0].fresh
    for stale in (big.stale, small.stale):
        assert stale is not None
        assert stale.en == "No connection · data is 90 seconds old"


def test_the_clock_on_the_wall_goes_on() -> None:
    wall = Wall()
    wall.watch.on_link(LinkState.LOST, "", NOON)

    big, small = wall.shown(after_ms=HOUR_MS)

    assert (big.clock.time, small.clock.time) == ("13:00", "13:00")


def test_a_moment_without_line_is_not_shown() -> None:
    wall = Wall()
    wall.watch.on_link(LinkState.LOST, "", NOON)
    assert wall.shown(after_ms=1_500)[0].stale is None

    wall.watch.on_link(LinkState.CONNECTED, "", EpochMs(NOON + 1_800))
    assert wall.shown(after_ms=2_500)[0].stale is None


@pytest.mark.parametrize("away_ms", [10_000, HOUR_MS, 20 * HOUR_MS])
def test_whoever_comes_back_is_right_at_once(away_ms: int) -> None:
    wall = Wall()
    wall.watch.on_link(LinkState.LOST, "", NOON)
    back = EpochMs(NOON + away_ms)

    wall.watch.on_link(LinkState.CONNECTED, "", back)
    wall.watch.on_hall(heartbeat(back), back)
    wall.board.on_board(board(call(9, "B003", at_ms=back)), back)
    wall.sign.on_window(window(), back)

    big, small = wall.shown(after_ms=away_ms)
    assert (big.rows[0].number, small.ticket) == ("B003", "")
    assert (big.stale, small.stale) == (None, None)


def came_back(missed: BoardState) -> Announcements:
    """Return a voice that was cut off after call 1, and now hears of the board as it is."""
    voice = Announcements()
    voice.on_board(board())
    voice.on_call(news(call(1)))
    assert voice.next(NOON) == call(1)
    voice.on_board(missed)
    return voice


def test_a_voice_says_what_it_missed_a_moment_ago() -> None:
    missed = call(2, "B001", at_ms=NOON + 5_000)

    voice = came_back(board(missed, call(1)))

    assert voice.next(EpochMs(NOON + 9_000)) == missed
    assert voice.next(EpochMs(NOON + 9_000)) is None


def test_a_voice_does_not_say_what_was_called_an_hour_ago() -> None:
    missed = call(2, "B001", at_ms=NOON + 5_000)

    voice = came_back(board(missed, call(1)))

    assert voice.next(EpochMs(NOON + HOUR_MS)) is None
    assert voice.take_dropped() == [Dropped(missed, Why.EXPIRED)]
    assert EXPIRES_MS < HOUR_MS
