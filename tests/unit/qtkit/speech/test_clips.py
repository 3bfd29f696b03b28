from pathlib import Path
from unittest.mock import create_autospec

import pytest

from qtkit.speech.clips import Clips, Engine
from qtkit.speech.levels import off_target_db
from qtkit.speech.shelf import Shelf
from qtkit.speech.wav import Sound
from tests.helpers.speech import TONE


@pytest.fixture
def engine() -> Engine:
    made: Engine = create_autospec(Engine, instance=True, spec_set=True)
    made.voices.return_value = {"zh": "v"}  # type: ignore[attr-defined]
    made.clip.return_value = TONE  # type: ignore[attr-defined]
    return made


def spoken(engine: Engine) -> int:
    count: int = engine.clip.call_count  # type: ignore[attr-defined]
    return count


def test_the_same_words_are_made_once(tmp_path: Path, engine: Engine) -> None:
    made = Clips(Shelf(tmp_path), engine)
    assert not made.is_kept("zh", "一")

    assert made.clip("zh", "一") == made.clip("zh", "一") == TONE

    assert made.is_kept("zh", "一")
    assert spoken(engine) == 1


def test_another_voice_makes_another_clip(tmp_path: Path, engine: Engine) -> None:
    made = Clips(Shelf(tmp_path), engine)
    made.clip("zh", "一")
    engine.voices.return_value = {"zh": "w"}  # type: ignore[attr-defined]
    made.clip("zh", "一")

    assert spoken(engine) == 2


def test_a_torn_clip_is_made_anew(tmp_path: Path, engine: Engine) -> None:
    Clips(Shelf(tmp_path), engine).clip("zh", "一")
    [file] = tmp_path.glob("*.clip")
    file.write_bytes(file.read_bytes()[:50])

    assert Clips(Shelf(tmp_path), engine).clip("zh", "一") == TONE
    assert spoken(engine) == 2


def test_what_is_kept_is_as_loud_as_anything_else(tmp_path: Path, engine: Engine) -> None:
    faint = Sound(TONE.samples[:])
    for at, sample in enumerate(faint.samples):
        faint.samples[at] = sample // 10
    engine.clip.return_value = faint  # type: ignore[attr-defined]

    Clips(Shelf(tmp_path), engine).clip("zh", "一")

    kept = Clips(Shelf(tmp_path), engine).clip("zh", "一")
    assert abs(off_target_db(kept)) < 0.5
