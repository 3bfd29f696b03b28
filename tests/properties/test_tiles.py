"""Whenever windows call: every call is large, in its turn, for its time, in one place."""

from itertools import accumulate
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from contract.ids import EpochMs
from contract.messages.state import BoardCall
from display.core.tiles import PLACES, Tiles
from tests.helpers.board import NOON, board, call

STEP_MS: Final = 500
SHOWN_MS: Final = 4_000
HELD: Final = 12
"""Calls that the retained board holds."""

GAPS = st.lists(st.integers(0, 12).map(lambda steps: steps * STEP_MS), min_size=1, max_size=30)


def tickets(gaps: list[int]) -> list[BoardCall]:
    """Return calls of different tickets, so long after one another."""
    times = accumulate(gaps)
    return [call(seq, f"A{seq:03}", at_ms=NOON + at) for seq, at in enumerate(times, start=1)]


def seen(calls: list[BoardCall]) -> dict[int, list[tuple[int, int]]]:
    """Return where each call was large at which steps, until all had time enough."""
    tiles = Tiles(SHOWN_MS)
    tiles.on_board(board(), EpochMs(NOON))
    found: dict[int, list[tuple[int, int]]] = {}
    end_ms = calls[-1].called_at_ms - NOON + len(calls) * SHOWN_MS
    for step in range(0, end_ms, STEP_MS):
        now = EpochMs(NOON + step)
        made = [each for each in calls if each.called_at_ms <= now]
        tiles.on_board(board(*made[: -HELD - 1 : -1]), now)
        for place, each in enumerate(tiles.at(now)):
            if each:
                found.setdefault(each.call.seq, []).append((step, place))
    return found


@given(GAPS)
def test_no_call_is_skipped_and_none_is_large_for_less_than_half_its_time(gaps: list[int]) -> None:
    calls = tickets(gaps)
    found = seen(calls)

    assert list(found) == [each.seq for each in calls]
    assert all(len(steps) * STEP_MS >= SHOWN_MS // 2 for steps in found.values())


@given(GAPS)
def test_a_call_stays_in_its_place_without_a_pause(gaps: list[int]) -> None:
    for steps in seen(tickets(gaps)).values():
        times = [at for at, _place in steps]
        assert times == list(range(times[0], times[0] + len(times) * STEP_MS, STEP_MS))
        assert len({place for _at, place in steps}) == 1


@given(GAPS)
def test_within_capacity_a_call_is_large_at_once_for_its_whole_time(gaps: list[int]) -> None:
    least_ms = SHOWN_MS // PLACES
    calls = tickets([max(gap, least_ms) for gap in gaps])
    found = seen(calls)
    for each in calls:
        steps = found[each.seq]
        assert steps[0][0] == each.called_at_ms - NOON
        assert len(steps) * STEP_MS >= SHOWN_MS


@given(GAPS)
def test_of_as_many_as_the_board_holds_each_is_large_for_its_whole_time(gaps: list[int]) -> None:
    found = seen(tickets(gaps[:HELD]))

    assert all(len(steps) * STEP_MS >= SHOWN_MS for steps in found.values())


@given(GAPS, st.integers(0, 60))
def test_a_display_that_starts_anew_shows_what_it_showed(gaps: list[int], steps: int) -> None:
    calls = tickets(gaps[:HELD])
    found = seen(calls)
    now = EpochMs(NOON + steps * STEP_MS)
    again = Tiles(SHOWN_MS)
    again.on_board(board(*[each for each in calls[::-1] if each.called_at_ms <= now]), now)

    large = {each.call.seq: place for place, each in enumerate(again.at(now)) if each}
    known = {seq: dict(at).get(steps * STEP_MS) for seq, at in found.items()}
    end_ms = calls[-1].called_at_ms - NOON + len(calls) * SHOWN_MS
    if steps * STEP_MS < end_ms:
        assert large == {seq: place for seq, place in known.items() if place is not None}
