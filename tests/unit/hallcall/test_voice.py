"""The commands about voices, with the machine's own engine."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hallcall.cli import app
from hallcall.errors import CannotRun
from qtkit.speech.levels import longest_gap_s, off_target_db
from qtkit.speech.packs import Pack
from qtkit.speech.wav import check_audible, read_wav
from tests.helpers.halls import HALLS
from tests.helpers.packs import pack_of
from tests.helpers.piper import fake_piper, spoken, voice_file
from tests.helpers.speech import recording_player


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, ["voice", *words, "--hall", str(HALLS / "street.toml")])
    if isinstance(result.exception, CannotRun):
        raise result.exception
    return result


def test_a_call_is_written_as_it_will_be_heard(tmp_path: Path) -> None:
    result = run("say", "--call", "A012", "3", "--out", str(tmp_path / "call.wav"))

    assert result.exit_code == 0, result.output
    sound = check_audible(read_wav(tmp_path / "call.wav"))
    assert 6.0 < sound.duration_s < 16.0
    assert abs(off_target_db(sound)) < 1.5
    assert "s, " in result.output


def test_a_pack_made_by_the_engine_says_every_call_of_the_hall(tmp_path: Path) -> None:
    made = run("make-pack", str(tmp_path / "pack"), "--lang", "zh")
    assert made.exit_code == 0, made.output

    checked = run("check", str(tmp_path / "pack"))

    assert checked.exit_code == 0, checked.output
    for name in ("letters/A.wav", "digits/0.wav", "numbers/8.wav"):
        sound = Pack.open(tmp_path / "pack").sound(name)
        assert 0.1 < sound.duration_s < 1.0
        assert longest_gap_s(sound) < 0.12


def test_a_pack_can_be_made_by_piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fake_piper(tmp_path)
    monkeypatch.setenv("PATH", str(folder))
    wanted = ("--lang", "zh", "--engine", str(voice_file(tmp_path)))

    made = run("make-pack", str(tmp_path / "pack"), *wanted)

    assert made.exit_code == 0, made.output
    assert "zh_CN-huayan-x_low.onnx 八" in spoken(folder)
    assert Pack.open(tmp_path / "pack").manifest.language == "zh"


def test_a_pack_that_lacks_clips_is_told_with_what_to_do(tmp_path: Path) -> None:
    result = run("check", str(pack_of(tmp_path / "pack")), "--json")

    assert result.exit_code == 1
    assert "letters/B.wav" in result.output
    assert "record it" in result.output


def test_what_is_no_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="it is no pack"):
        run("check", str(tmp_path))


def test_a_text_is_played(tmp_path: Path) -> None:
    result = run("say", "您好", "--lang", "zh", "--player", str(recording_player(tmp_path)))

    assert result.exit_code == 0, result.output
    assert (tmp_path / "played.txt").read_text().startswith("said.wav ")


@pytest.mark.parametrize(
    "words", [[], ["您好"], ["您好", "--call", "A1", "3"], ["--call", "A1", "9000"]]
)
def test_half_a_question_is_wrong_usage(words: list[str]) -> None:
    assert run("say", *words).exit_code == 2
