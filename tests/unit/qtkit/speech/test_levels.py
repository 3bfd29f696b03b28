"""All that is heard is equally loud, and no sentence has a hole."""

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtkit.speech.chime import chime
from qtkit.speech.levels import (
    GAP_MAX_S,
    PEAK_MAX,
    closed_up,
    even,
    levelled,
    longest_gap_s,
    off_target_db,
)
from qtkit.speech.wav import RATE_HZ, Sound, join, silence


def tone(height: int, duration_s: float = 0.5) -> Sound:
    count = round(duration_s * RATE_HZ)
    return Sound(array("h", (round(height * math.sin(at / 10)) for at in range(count))))


@pytest.mark.parametrize("height", [90, 700, 4000, 32_000])
def test_a_quiet_voice_and_a_loud_one_come_out_alike(height: int) -> None:
    assert abs(off_target_db(levelled(tone(height)))) < 0.5


def test_pauses_between_words_do_not_make_a_sentence_louder() -> None:
    slow = join([tone(800), silence(0.8), tone(800), silence(0.8), tone(800)])

    assert max(levelled(slow).samples) == pytest.approx(max(levelled(tone(800)).samples), rel=0.05)


def test_a_peak_is_pressed_below_full_scale_instead_of_torn_off() -> None:
    cracks = Sound(array("h", [30_000 if at % 900 == 0 else at % 40 for at in range(20_000)]))

    assert max(levelled(cracks).samples) <= PEAK_MAX


def test_silence_stays_silence() -> None:
    assert even(silence(1.0)).rms == 0


def test_the_chime_is_as_loud_as_the_words() -> None:
    assert abs(off_target_db(chime())) < 0.5


def test_what_is_silent_around_and_between_words_is_cut_short() -> None:
    spoken = join([silence(0.4), tone(4000), silence(0.6), tone(4000), silence(0.9)])

    closed = closed_up(spoken)

    assert closed.duration_s == pytest.approx(1.0 + GAP_MAX_S + 0.04, abs=0.03)
    assert longest_gap_s(spoken) > 0.5
    assert longest_gap_s(closed) <= GAP_MAX_S + 0.02


@given(st.lists(st.tuples(st.floats(0.01, 0.4), st.booleans()), max_size=6))
def test_closing_up_keeps_every_word_and_twice_is_once(parts: list[tuple[float, bool]]) -> None:
    sound = join([tone(9000, long_s) if heard else silence(long_s) for long_s, heard in parts])

    closed = closed_up(sound)

    assert len(closed.samples) <= len(sound.samples)
    assert sum(abs(x) > 5000 for x in closed.samples) == sum(abs(x) > 5000 for x in sound.samples)
    assert longest_gap_s(closed) <= GAP_MAX_S + 0.02
