"""Every call is large for its time, in its turn, and in one place."""

from collections.abc import Sequence

from contract.ids import EpochMs
from contract.messages.state import BoardCall
from display.core.tiles import LATE_MS, PLACES, WAITING_MAX, Tiles
from tests.helpers.board import EXPIRES_MS, NOON, board, call

SHOWN_MS = 8_000


def ticket(seq: int, at_ms: int = 0, *, number: str = "") -> BoardCall:
    return call(seq, number or f"A{seq:03}", at_ms=NOON + at_ms)


class Wall:
    """A board's tiles, told of calls as they are made."""

    def __init__(self) -> None:
        self.tiles = Tiles(SHOWN_MS)
        self.calls: list[BoardCall] = []
        self.hear(0)

    def make(self, *made: BoardCall, heard_ms: int | None = None) -> None:
        for each in made:
            others = [old for old in self.calls if old.number != each.number]
            self.calls = [each, *others][:12]
        self.hear(made[-1].called_at_ms - NOON if heard_ms is None else heard_ms)

    def hear(self, at_ms: int) -> None:
        self.tiles.on_board(board(*self.calls), EpochMs(NOON + at_ms))

    def at(self, at_ms: int) -> Sequence[int | None]:
        """Return the number of the call in each place."""
        return [each.call.seq if each else None for each in self.tiles.at(EpochMs(NOON + at_ms))]


def alone(seq: int | None, *, place: int = 0) -> list[int | None]:
    return [seq if place == each else None for each in range(PLACES)]


def test_without_a_call_nothing_is_large() -> None:
    assert Wall().at(0) == alone(None)


def test_a_call_is_large_at_once_and_stays_until_there_is_another() -> None:
    wall = Wall()
    wall.make(ticket(1))
    assert wall.at(0) == wall.at(3_600_000) == alone(1)

    wall.make(ticket(2, 3_600_000))
    assert wall.at(3_600_000) == alone(2)


def test_a_call_that_comes_meanwhile_takes_another_place() -> None:
    wall = Wall()
    wall.make(ticket(1))
    wall.make(ticket(2, 3_000))

    assert wall.at(3_000) == wall.at(7_999) == [1, 2, None, None]
    assert wall.at(8_000) == wall.at(10_999) == [None, 2, None, None]
    assert wall.at(11_000) == wall.at(99_000) == alone(2, place=1)


def test_of_ten_windows_that_call_at_once_each_is_large_for_its_time() -> None:
    wall = Wall()
    wall.make(*(ticket(seq) for seq in range(1, 11)))

    assert wall.at(0) == wall.at(7_999) == [1, 2, 3, 4]
    assert wall.at(8_000) == wall.at(15_999) == [5, 6, 7, 8]
    assert wall.at(16_000) == wall.at(23_999) == [9, 10, None, None]
    assert wall.at(24_000) == alone(10, place=1)


def test_when_more_come_than_the_board_holds_each_has_half_its_time() -> None:
    wall = Wall()
    for seq in range(1, 25):
        wall.make(ticket(seq))

    assert wall.at(8_000) == [5, 6, 7, 8]
    assert wall.at(16_000) == [9, 10, 11, 12]
    assert wall.at(20_000) == [13, 14, 15, 16]
    assert wall.at(24_000) == [17, 18, 19, 20]
    assert wall.at(28_000) == wall.at(35_999) == [21, 22, 23, 24]


def test_a_flood_of_calls_is_bounded_and_ends_with_the_newest() -> None:
    wall = Wall()
    for seq in range(1, 301):
        wall.make(ticket(seq))

    last_ms = (PLACES + WAITING_MAX) // PLACES * SHOWN_MS
    assert wall.at(last_ms) == alone(300, place=3)


def test_a_recall_takes_the_tile_of_its_ticket() -> None:
    wall = Wall()
    wall.make(ticket(1), ticket(2), ticket(3))
    wall.make(ticket(4, 5_000, number="A002"))

    assert wall.at(5_000) == [1, 4, 3, None]
    assert wall.at(8_000) == wall.at(12_999) == [None, 4, None, None]


def test_a_recall_keeps_the_turn_of_a_ticket_that_waits_for_a_place() -> None:
    wall = Wall()
    wall.make(*(ticket(seq) for seq in range(1, 7)))
    wall.make(ticket(7, 2_000, number="A005"))

    assert wall.at(8_000) == [7, 6, None, None]


def test_a_recall_of_what_was_large_long_ago_is_a_new_call() -> None:
    wall = Wall()
    wall.make(ticket(1), ticket(2))
    wall.make(ticket(3, 60_000, number="A001"))

    assert wall.at(60_000) == alone(3)


def test_a_display_that_starts_anew_shows_what_it_showed() -> None:
    wall = Wall()
    for seq in range(1, 11):
        wall.make(ticket(seq, 300 * seq))

    for now_ms in range(3_000, 30_000, 500):
        again = Tiles(SHOWN_MS)
        again.on_board(board(*wall.calls), EpochMs(NOON + now_ms))
        assert again.at(EpochMs(NOON + now_ms)) == wall.tiles.at(EpochMs(NOON + now_ms))


def test_what_was_called_before_the_display_began_is_not_shown_anew() -> None:
    tiles = Tiles(SHOWN_MS)
    tiles.on_board(board(ticket(2, -9_000), ticket(1, -9_500)), NOON)

    assert [each and each.call.seq for each in tiles.at(NOON)] == alone(2, place=1)


def test_a_call_that_the_line_kept_back_has_its_whole_time_while_it_is_good() -> None:
    wall = Wall()
    wall.make(ticket(1), ticket(2), heard_ms=30_000)
    assert wall.at(30_000) == wall.at(37_999) == [1, 2, None, None]

    late = EXPIRES_MS + 40_000
    wall.make(ticket(3, 40_000), ticket(4, 40_001), heard_ms=late)
    assert wall.at(late) == alone(4)


def test_a_call_is_not_late_for_the_time_it_took_over_the_line() -> None:
    wall = Wall()
    wall.make(ticket(1), heard_ms=LATE_MS - 1)
    wall.make(ticket(2, 7_000))

    assert wall.at(8_000) == [None, 2, None, None]


def test_a_call_from_a_clock_that_is_ahead_is_large_when_it_comes() -> None:
    wall = Wall()
    wall.make(ticket(1, 3_600_000), heard_ms=0)
    wall.make(ticket(2, 3_601_000), heard_ms=1_000)

    assert wall.at(1_000) == [1, 2, None, None]
    assert wall.at(9_000) == alone(2, place=1)


def test_a_large_call_that_is_over_is_known_to_be_over() -> None:
    wall = Wall()
    wall.make(ticket(1), ticket(2))
    over = call(1, "A001", active=False)
    wall.tiles.on_board(board(ticket(2), over), EpochMs(NOON + 1_000))

    first = wall.tiles.at(EpochMs(NOON + 1_000))[0]
    assert first is not None
    assert first.call == over


def test_a_new_day_clears_the_board() -> None:
    wall = Wall()
    wall.make(*(ticket(seq) for seq in range(1, 7)))
    wall.calls = []
    wall.hear(1_000)

    assert wall.at(1_000) == wall.at(9_000) == alone(None)
