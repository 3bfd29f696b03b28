import io
import math
import wave
from array import array
from pathlib import Path

import pytest

from qtkit.speech.chime import chime
from qtkit.speech.wav import (
    RATE_HZ,
    BadSound,
    Sound,
    check_audible,
    join,
    read_wav,
    silence,
    wav_bytes,
    write_whole,
)


def tone(pitch_hz: float, duration_s: float, rate_hz: int = RATE_HZ) -> "array[int]":
    count = round(duration_s * rate_hz)
    return array(
        "h", (round(8000 * math.sin(math.tau * pitch_hz * n / rate_hz)) for n in range(count))
    )


def written(path: Path, samples: "array[int]", *, rate_hz: int, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.tobytes())
    return path


def crossings(sound: Sound) -> int:
    """Count how often the sound goes through zero upwards: its pitch, for a pure tone."""
    return sum(a < 0 <= b for a, b in zip(sound.samples, sound.samples[1:], strict=False))


def test_a_sound_comes_back_as_it_was_written(tmp_path: Path) -> None:
    sound = Sound(tone(440, 0.5))
    path = tmp_path / "a.wav"

    write_whole(path, wav_bytes(sound))

    assert read_wav(path) == sound
    assert [file.name for file in tmp_path.iterdir()] == ["a.wav"]


def test_the_file_is_a_plain_wav() -> None:
    data = wav_bytes(join([Sound(tone(440, 0.5)), silence(0.5)]))

    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WAVE"
    with wave.open(io.BytesIO(data)) as file:
        assert file.getparams()[:4] == (1, 2, RATE_HZ, RATE_HZ)


@pytest.mark.parametrize("rate_hz", [8000, 16_000, 22_050, 44_100, 48_000])
def test_other_rates_keep_pitch_and_length(tmp_path: Path, rate_hz: int) -> None:
    path = written(tmp_path / "a.wav", tone(440, 1.0, rate_hz), rate_hz=rate_hz)

    sound = read_wav(path)

    assert sound.duration_s == pytest.approx(1.0, abs=0.01)
    assert crossings(sound) == pytest.approx(440, abs=2)


def test_stereo_becomes_mono(tmp_path: Path) -> None:
    mono = tone(440, 0.5)
    both = array("h", (sample for x in mono for sample in (x, x)))

    assert read_wav(written(tmp_path / "a.wav", both, rate_hz=RATE_HZ, channels=2)) == Sound(mono)


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"not a wave file at all, but long enough", b"RIFF\0\0\0\0WAVE"]
)
def test_what_is_no_wav_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(data)

    with pytest.raises(BadSound):
        read_wav(path)


def test_eight_bit_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(8000))

    with pytest.raises(BadSound, match="8 bits"):
        read_wav(path)


def test_what_nobody_can_hear_is_refused() -> None:
    with pytest.raises(BadSound, match="silent"):
        check_audible(silence(1.0))
    with pytest.raises(BadSound, match="long"):
        check_audible(Sound(tone(440, 0.05)))


def test_the_chime_is_heard_and_dies_away() -> None:
    sound = chime()

    assert 0.8 < sound.duration_s < 1.5
    assert 1000 < sound.rms < 6000
    assert max(map(abs, sound.samples)) < 32_000  # no clipping
    assert max(map(abs, sound.samples[-200:])) < 300  # no click at the end
