"""A video plays by the clock: frames are left out before anything else suffers."""

from collections.abc import Iterable
from itertools import pairwise

import pytest

from display.core.pace import LAG_S, SKIPS, STILL_S, WINDOW_S, Pace

BEGAN_S = 1000.0


def drawn(pace: Pace, film: Iterable[float], *, decode_s: float = 0.0) -> list[float]:
    """Play frames that are due at these times of the film, each decoded in so long; return which
    are drawn."""
    now_s, shown = BEGAN_S, []
    for at_s in film:
        now_s += decode_s
        wait_s = pace.wait_s(at_s, now_s)
        if wait_s is not None:
            now_s += wait_s
            shown.append(at_s)
    return shown


@pytest.mark.parametrize(("rate", "least", "most"), [(25, 25, 25), (30, 24, 26), (60, 24, 26)])
def test_of_a_second_no_more_frames_are_drawn_than_wanted(rate: int, least: int, most: int) -> None:
    assert least <= len(drawn(Pace(25), [n / rate for n in range(rate)])) <= most


def test_of_a_faster_video_the_frames_are_spread_evenly() -> None:
    shown = drawn(Pace(25), [n / 30 for n in range(90)])

    gaps = [after - before for before, after in pairwise(shown)]
    assert max(gaps) < 2.1 / 30


def test_a_slow_video_is_drawn_as_it_is_however_long_its_frames_last() -> None:
    assert drawn(Pace(25), [0.0, 10.0, 20.0]) == [0.0, 10.0, 20.0]


def test_a_frame_is_awaited_until_it_is_due() -> None:
    pace = Pace(25)

    assert pace.wait_s(7.0, BEGAN_S) == 0
    assert pace.wait_s(7.5, BEGAN_S + 0.2) == pytest.approx(0.3)


def test_where_decoding_takes_too_long_frames_are_left_out_but_some_are_drawn() -> None:
    film = [n / 25 for n in range(500)]

    shown = drawn(Pace(25), film, decode_s=0.08)

    assert 500 * 0.08 / STILL_S * 0.9 < len(shown) < 150


def test_what_takes_more_than_half_a_core_is_decoded_in_part_and_then_in_a_small_part() -> None:
    pace = Pace(25)
    cpu_s = 0.0
    skips = []
    for window in range(5):
        skips.append(pace.skip(BEGAN_S + window * WINDOW_S, cpu_s))
        cpu_s += 0.6 * WINDOW_S

    assert skips == [SKIPS[0], SKIPS[1], SKIPS[2], SKIPS[2], SKIPS[2]]


def test_what_takes_less_is_decoded_whole() -> None:
    pace = Pace(25)

    skips = {pace.skip(BEGAN_S + n * WINDOW_S, n * 0.4 * WINDOW_S) for n in range(5)}

    assert skips == {SKIPS[0]}


def test_a_film_that_lags_behind_is_decoded_in_part_even_if_others_take_the_time() -> None:
    pace = Pace(25)
    pace.skip(BEGAN_S, 0.0)
    pace.wait_s(0.0, BEGAN_S)
    pace.wait_s(0.5, BEGAN_S + 0.5 + LAG_S * 1.1)

    assert pace.skip(BEGAN_S + WINDOW_S, 0.0) == SKIPS[1]
