"""The real engine: what it writes can be heard, and Mandarin is Mandarin."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.ids import TicketNumber
from display.core.wording import PLAIN
from qtkit.speech.chime import chime
from qtkit.speech.engine import SpeechEngine
from qtkit.speech.levels import even, longest_gap_s, off_target_db
from qtkit.speech.wav import join
from tests.helpers.board import call
from tests.helpers.speech import sentence

A012 = call(1, "A012").number


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[SpeechEngine]:
    engine = SpeechEngine(tmp_path)
    yield engine
    engine.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_call_becomes_some_seconds_of_speech(engine: SpeechEngine, language: str) -> None:
    clip = engine.clip(language, sentence(language, A012, 3))

    assert 2.0 < clip.duration_s < 8.0
    assert clip.rms > 500


@pytest.mark.parametrize(("number", "window"), [("A012", 3), ("B999", 12), ("AB1040", 131)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_call_is_as_loud_as_the_chime_and_has_no_hole(
    engine: SpeechEngine, language: str, number: str, window: int
) -> None:
    said = PLAIN.phrases(language, TicketNumber(number), window, None)

    clip = join([even(engine.clip(language, phrase.text.strip())) for phrase in said])

    assert len(said) == 2
    assert 2.0 < clip.duration_s < 9.0
    assert abs(off_target_db(clip) - off_target_db(chime())) < 1.5
    assert longest_gap_s(clip) < 0.12


def test_different_numbers_sound_different(engine: SpeechEngine) -> None:
    other = call(1, "A013").number

    assert engine.clip("zh", sentence("zh", A012, 3)) != engine.clip("zh", sentence("zh", other, 3))


def test_of_many_clips_every_one_is_whole(engine: SpeechEngine) -> None:
    for _ in range(15):
        assert 2.0 < engine.clip("zh", sentence("zh", A012, 3)).duration_s < 8.0
        assert 2.0 < engine.clip("en", sentence("en", A012, 3)).duration_s < 8.0


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng tells the phonemes")
def test_the_mandarin_voice_reads_digits_and_letters_as_people_do(engine: SpeechEngine) -> None:
    voice = engine.voices()["zh"]
    told = subprocess.run(
        ["espeak-ng", "-q", "-x", "-v", voice, sentence("zh", A012, 3)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert "(en)" not in told  # not English names of pinyin letters
    syllables = told.replace("_|", " ").split()
    assert syllables[1:5] == ["'ei51", "l'i35N", "j'i55", "'@r51"]  # A 零 一 二


def test_what_the_worker_makes_is_even_already(engine: SpeechEngine) -> None:
    clip = engine.clip("zh", sentence("zh", A012, 3))

    assert abs(off_target_db(clip)) < 0.5
    assert longest_gap_s(clip) < 0.12
