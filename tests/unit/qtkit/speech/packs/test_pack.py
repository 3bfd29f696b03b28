from pathlib import Path

import pytest

from contract.hall import Voice
from contract.ids import TicketNumber
from contract.text import Text
from display.core.wording import Wording
from qtkit.speech.levels import longest_gap_s, off_target_db
from qtkit.speech.packs import BadPack, Pack
from qtkit.speech.packs.manifest import bare, counted
from qtkit.speech.phrases import Count, Phrase, Words
from qtkit.speech.wav import wav_bytes
from tests.helpers.packs import CLIP_S, pack_of, tone, zipped

A012 = TicketNumber("A012")


def said(number: TicketNumber = A012, window: int = 12) -> tuple[Phrase, ...]:
    return Wording().phrases("zh", number, window, None)


def names(pack: Pack, phrases: tuple[Phrase, ...]) -> list[str]:
    found, lacking = pack.clips(piece for phrase in phrases for piece in phrase.pieces)
    assert lacking == []
    return [name.removesuffix(".wav") for name in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return pack_of(tmp_path / "pack")


def test_a_sentence_is_its_clips_in_their_order(folder: Path) -> None:
    assert names(Pack.open(folder), said()) == [
        "words/1", "letters/A", "digits/0", "digits/1", "digits/2", "words/2",
        "words/3", "numbers/12", "words/4",
    ]  # fmt: skip


def test_it_is_as_long_as_its_clips_as_loud_as_any_and_has_no_hole(folder: Path) -> None:
    sentence = Pack.open(folder).sentence(said())

    assert sentence is not None
    assert sentence.duration_s == pytest.approx(9 * CLIP_S, abs=0.02)
    assert abs(off_target_db(sentence)) < 1.5
    assert longest_gap_s(sentence) < 0.12


def test_clips_of_any_loudness_and_with_silence_around_become_one_sentence(folder: Path) -> None:
    quiet, loud = folder / "digits" / "0.wav", folder / "digits" / "1.wav"
    silence = [0] * 11_025
    faint = tone(300, size=500)
    faint.samples[:0] = type(faint.samples)("h", silence)
    faint.samples.extend(silence)
    quiet.write_bytes(wav_bytes(faint))
    loud.write_bytes(wav_bytes(tone(400, size=30_000)))

    sentence = Pack.open(folder).sentence(said())

    assert sentence is not None
    assert longest_gap_s(sentence) < 0.12
    assert sentence.duration_s < 9 * CLIP_S + 0.1
    clips = [Pack.open(folder).sound(f"digits/{each}.wav") for each in "012"]
    assert max(map(off_target_db, clips)) - min(map(off_target_db, clips)) < 1.5


def test_a_zip_says_what_its_folder_says(folder: Path) -> None:
    assert Pack.open(zipped(folder)).sentence(said()) == Pack.open(folder).sentence(said())


def test_a_pack_that_lacks_a_clip_does_not_say_half_a_sentence(folder: Path) -> None:
    (folder / "digits" / "2.wav").unlink()
    pack = Pack.open(folder)

    assert pack.sentence(said()) is None
    assert pack.sentence(said(TicketNumber("A013"))) is not None


def test_words_recorded_in_one_go_are_preferred(folder: Path) -> None:
    manifest = folder / "pack.toml"
    manifest.write_text(manifest.read_text() + '"号到" = "words/turn.wav"\n')
    (folder / "words" / "turn.wav").write_bytes(wav_bytes(tone(900)))

    assert names(Pack.open(folder), said())[5:7] == ["words/turn", "numbers/12"]


def test_words_are_found_whatever_marks_stand_around_them(folder: Path) -> None:
    wording = Wording(Voice(call=Text(zh="“请” {number}号，到 {window} 号窗口！", en="{number}")))

    assert names(Pack.open(folder), wording.phrases("zh", A012, 12, None)) == names(
        Pack.open(folder), said()
    )


@pytest.mark.parametrize(
    ("language", "count", "clips"),
    [
        ("zh", 0, "0"), ("zh", 7, "7"), ("zh", 10, "10"), ("zh", 12, "10 2"), ("zh", 20, "20"),
        ("zh", 31, "30 1"), ("zh", 100, "100"), ("zh", 105, "100 digits/0 5"),
        ("zh", 110, "100 1 10"), ("zh", 112, "100 1 10 2"), ("zh", 131, "100 30 1"),
        ("en", 0, "0"), ("en", 12, "12"), ("en", 31, "30 1"), ("en", 105, "100 5"),
        ("en", 112, "100 12"), ("en", 120, "100 20"),
    ],
)  # fmt: skip
def test_a_number_without_a_clip_is_put_together(language: str, count: int, clips: str) -> None:
    made = [name.removesuffix(".wav").removeprefix("numbers/") for name in counted(language, count)]

    assert made == clips.split()


def test_a_window_is_put_together_only_where_all_its_parts_are_there(folder: Path) -> None:
    (folder / "numbers" / "12.wav").rename(folder / "numbers" / "10.wav")
    pack = Pack.open(folder)
    assert pack.clips([Count(12, "十二")]) == ([], ["numbers/12.wav"])

    (folder / "numbers" / "2.wav").write_bytes(wav_bytes(tone(500)))

    assert Pack.open(folder).clips([Count(12, "十二")])[0] == ["numbers/10.wav", "numbers/2.wav"]


def test_a_damaged_clip_is_told_and_not_played(folder: Path) -> None:
    (folder / "digits" / "2.wav").write_bytes(b"RIFF")

    with pytest.raises(BadPack, match=r"digits/2\.wav"):
        Pack.open(folder).sentence(said())


def test_a_pack_may_have_a_chime(folder: Path) -> None:
    assert Pack.open(folder).chime() is None
    (folder / "chime.wav").write_bytes(wav_bytes(tone(700, duration_s=1)))

    chime = Pack.open(folder).chime()

    assert chime is not None
    assert chime.duration_s == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize(
    ("words", "left"),
    [("Ticket ", "ticket"), (", please go", "please go"), ("“号”", "号"), (" , ", ""), ("", "")],
)
def test_marks_around_words_are_not_recorded(words: str, left: str) -> None:
    assert bare(words) == left


def test_marks_alone_need_no_clip(folder: Path) -> None:
    assert Pack.open(folder).clips([Words("， ", "， ")]) == ([], [])
