"""Piper's worker, with a program in piper's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qtkit.speech.engine import NoVoice, SpeechEngine, SpeechError, piper_worker
from qtkit.speech.levels import longest_gap_s, off_target_db
from tests.helpers.piper import fake_piper, spoken, voice_file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = fake_piper(tmp_path)
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def engine(tmp_path: Path, folder: Path) -> Iterator[SpeechEngine]:
    made = SpeechEngine(tmp_path / "clips", command=piper_worker({"zh": voice_file(tmp_path)}))
    yield made
    made.close()


def test_it_speaks_what_it_is_told_at_our_rate_and_loudness(
    engine: SpeechEngine, folder: Path
) -> None:
    clip = engine.clip("zh", "请A零一二号")

    assert spoken(folder) == ["zh_CN-huayan-x_low.onnx 请A零一二号"]
    assert clip.duration_s == pytest.approx(
        6 * 0.1, abs=0.05
    )  # six signs; silence after them is cut
    assert abs(off_target_db(clip)) < 0.5
    assert longest_gap_s(clip) < 0.12


def test_it_has_the_languages_it_has_files_for(engine: SpeechEngine) -> None:
    assert list(engine.voices()) == ["zh"]
    with pytest.raises(NoVoice, match="no voice for en"):
        engine.clip("en", "window")


def test_another_file_under_the_same_name_is_another_voice(
    engine: SpeechEngine, tmp_path: Path
) -> None:
    before = engine.voices()["zh"]
    engine.close()
    (tmp_path / "zh_CN-huayan-x_low.onnx").write_bytes(b"another")

    assert engine.voices()["zh"] != before


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        ("fails", "piper ended with 1: Ort::Exception: Load model failed"),
        ("silent", "No such file"),
    ],
)
def test_what_it_says_of_a_failure_is_told(
    engine: SpeechEngine, monkeypatch: pytest.MonkeyPatch, mode: str, why: str
) -> None:
    monkeypatch.setenv("FAKE_PIPER", mode)

    with pytest.raises(SpeechError, match=why):
        engine.clip("zh", "一")


def test_a_program_that_hangs_is_given_up(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_PIPER", "hangs")
    command = piper_worker({"zh": voice_file(tmp_path)})
    engine = SpeechEngine(tmp_path / "clips", command=command, clip_timeout_s=0.5)

    with pytest.raises(SpeechError, match=r"silent for 0\.5 s"):
        engine.clip("zh", "一")


@pytest.mark.parametrize("missing", ["", ".json"])
def test_a_voice_without_one_of_its_files_is_none(
    engine: SpeechEngine, tmp_path: Path, missing: str
) -> None:
    (tmp_path / f"zh_CN-huayan-x_low.onnx{missing}").unlink()

    with pytest.raises(NoVoice, match=rf"onnx{missing} is not there"):
        engine.voices()


def test_a_machine_without_piper_says_so(
    engine: SpeechEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(NoVoice, match="no program piper, and no package piper-tts"):
        engine.voices()


def test_the_package_keeps_its_voice_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "piper"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "loads = 0\n"
        "class PiperVoice:\n"
        "    @classmethod\n"
        "    def load(cls, path):\n"
        "        global loads\n"
        "        loads += 1\n"
        "        return cls()\n"
        "    def synthesize_wav(self, text, wav_file):\n"
        "        wav_file.setframerate(22050)\n"
        "        wav_file.setsampwidth(2)\n"
        "        wav_file.setnchannels(1)\n"
        "        wav_file.writeframes((b'\\x84\\x03' * 20 + b'\\x7c\\xfc' * 20) * 300 * loads)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    engine = SpeechEngine(tmp_path / "clips", command=piper_worker({"en": voice_file(tmp_path)}))

    assert engine.clip("en", "one").duration_s == engine.clip("en", "two").duration_s
    engine.close()
