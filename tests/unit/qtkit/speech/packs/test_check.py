import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from contract.ids import TicketNumber
from display.core.repertoire import repertoire
from display.core.wording import Wording
from qtkit.speech.packs import Complaint, Pack, complaints
from qtkit.speech.wav import RATE_HZ, Sound, join, silence, wav_bytes
from tests.helpers.board import HALL
from tests.helpers.packs import SAID, pack_of, tone


def spoil_with(sound: Sound) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(wav_bytes(sound))


def at_another_rate(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(tone(400, duration_s=1).samples.tobytes())


def test_a_pack_made_for_a_hall_is_good_for_it(tmp_path: Path) -> None:
    folder = pack_of(tmp_path / "pack", *repertoire(HALL, "zh"))

    assert complaints(Pack.open(folder), repertoire(HALL, "zh")) == []


def test_what_the_hall_would_miss_is_named(tmp_path: Path) -> None:
    folder = pack_of(tmp_path / "pack")
    fees = Wording().phrases("zh", TicketNumber("B9"), 7, None)
    for name in ("digits/9.wav", "words/1.wav"):
        (folder / name).unlink()

    found = complaints(Pack.open(folder), [fees])

    assert [each.what for each in found] == [
        "digits/9.wav", "letters/B.wav", "numbers/7.wav", "words/1.wav",
    ]  # fmt: skip
    assert {each.why for each in found[:3]} == {"is missing: record it"}


def test_words_the_pack_does_not_know_are_named_as_they_are(tmp_path: Path) -> None:
    folder = pack_of(tmp_path / "pack")
    manifest = folder / "pack.toml"
    manifest.write_text(manifest.read_text().replace('"请"', '"有请"'))

    found = complaints(Pack.open(folder), [SAID])

    assert found == [
        Complaint('"请" in [words]', "is not there: record these words, and name their clip")
    ]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.write_bytes(b"RIFF"), "is damaged"),
        (lambda path: path.write_bytes(bytes(4_000_000)), "is damaged"),
        (spoil_with(silence(0.5)), "is silent: record it again"),
        (spoil_with(Sound(array("h", [32_767, -32_768] * 3000))), "is overdriven"),
        (spoil_with(tone(400, size=150)), "is very faint"),
        (spoil_with(join([silence(0.5), tone(400, duration_s=0.05)])), "s long, without the sil"),
        (spoil_with(tone(400, duration_s=14)), "is that really one clip?"),
        (at_another_rate, "has 44100 Hz, pack.toml says 22050"),
    ],
)
def test_a_clip_that_sounds_bad_is_told(
    tmp_path: Path, spoil: Callable[[Path], object], why: str
) -> None:
    folder = pack_of(tmp_path / "pack")
    spoil(folder / "digits" / "3.wav")

    [complaint] = complaints(Pack.open(folder), [SAID])

    assert complaint.what == "digits/3.wav"
    assert why in complaint.why


@pytest.mark.parametrize("name", ["digits/03.wav", "letters/a.wav", "numbers/x.wav", "extra.wav"])
def test_a_clip_whose_name_is_misspelled_is_told(tmp_path: Path, name: str) -> None:
    folder = pack_of(tmp_path / "pack")
    (folder / name).write_bytes(wav_bytes(tone(400)))

    assert complaints(Pack.open(folder), [SAID]) == [
        Complaint(name, "is used for nothing: is its name misspelled?")
    ]


def test_making_a_pack_again_leaves_what_was_recorded_meanwhile(tmp_path: Path) -> None:
    folder = pack_of(tmp_path / "pack")
    recorded = wav_bytes(tone(1234))
    (folder / "digits" / "3.wav").write_bytes(recorded)
    (folder / "digits" / "4.wav").unlink()

    pack_of(folder)

    assert (folder / "digits" / "3.wav").read_bytes() == recorded
    assert (folder / "digits" / "4.wav").exists()
    assert Pack.open(folder).manifest.rate_hz == RATE_HZ
