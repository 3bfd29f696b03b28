import os
from pathlib import Path
from unittest.mock import create_autospec

import pytest

from qtkit.speech import clips
from qtkit.speech.clips import Clips, Engine
from tests.helpers.speech import TONE


@pytest.fixture
def engine() -> Engine:
    made: Engine = create_autospec(Engine, instance=True, spec_set=True)
    made.clip.return_value = TONE  # type: ignore[attr-defined]
    return made


def spoken(engine: Engine) -> int:
    count: int = engine.clip.call_count  # type: ignore[attr-defined]
    return count


def test_the_same_words_are_made_once(tmp_path: Path, engine: Engine) -> None:
    kept = Clips(tmp_path, engine)

    assert kept.clip("zh", "一", "v") == kept.clip("zh", "一", "v") == TONE
    assert spoken(engine) == 1


def test_another_voice_makes_another_clip(tmp_path: Path, engine: Engine) -> None:
    kept = Clips(tmp_path, engine)
    kept.clip("zh", "一", "v")
    kept.clip("zh", "一", "w")

    assert spoken(engine) == 2


def test_a_broken_clip_is_made_anew(tmp_path: Path, engine: Engine) -> None:
    kept = Clips(tmp_path, engine)
    kept.clip("zh", "一", "v")
    [file] = tmp_path.glob("*.wav")
    file.write_bytes(file.read_bytes()[:50])

    assert kept.clip("zh", "一", "v") == TONE
    assert spoken(engine) == 2


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, engine: Engine) -> None:
    kept = Clips(tmp_path / "gone", engine)

    assert kept.clip("zh", "一", "v") == TONE


def test_the_oldest_clips_make_room(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clips, "CLIPS_MAX", 3)
    kept = Clips(tmp_path, engine)
    for age, word in enumerate("一二三四"):
        known = set(tmp_path.glob("*.wav"))
        kept.clip("zh", word, "v")
        [new] = set(tmp_path.glob("*.wav")) - known
        os.utime(new, (age, age))
    assert len(list(tmp_path.glob("*.wav"))) == 3

    kept.clip("zh", "四", "v")
    assert spoken(engine) == 4
    kept.clip("zh", "一", "v")
    assert spoken(engine) == 5
