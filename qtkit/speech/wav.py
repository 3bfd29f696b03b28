"""Sound as numbers: read, judge, convert, join and write WAV files. All ours are of one format."""

import io
import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

RATE_HZ: Final = 22_050
SAMPLE_BYTES: Final = 2
LOWEST_RATE_HZ: Final = 4_000
HIGHEST_RATE_HZ: Final = 192_000
SHORTEST_S: Final = 0.1
"""A digit alone, without the silence around it, is not shorter."""
QUIETEST_RMS: Final = 50.0
"""Of 32767. Speech is at some thousands; a file of noise-free silence is at 0."""


class BadSound(Exception):
    """This is no sound that could be played to people. The text says why."""


@dataclass(frozen=True)
class Sound:
    """Mono 16-bit samples at `RATE_HZ`."""

    samples: "array[int]"

    @property
    def duration_s(self) -> float:
        return len(self.samples) / RATE_HZ

    @property
    def rms(self) -> float:
        """Return the loudness, 0 to 32767."""
        if not self.samples:
            return 0.0
        return math.sqrt(sum(x * x for x in self.samples) / len(self.samples))


def silence(duration_s: float) -> Sound:
    """Return nothing to be heard, for so long."""
    return Sound(array("h", bytes(SAMPLE_BYTES * round(duration_s * RATE_HZ))))


def join(sounds: Sequence[Sound]) -> Sound:
    """Return the sounds one after the other."""
    samples = array("h")
    for sound in sounds:
        samples.extend(sound.samples)
    return Sound(samples)


def check_audible(sound: Sound) -> Sound:
    """Return `sound`, or raise `BadSound`: engines report success and leave nothing."""
    if sound.duration_s < SHORTEST_S:
        raise BadSound(f"only {sound.duration_s:.2f} s long")
    if sound.rms < QUIETEST_RMS:
        raise BadSound(f"silent: RMS {sound.rms:.0f}")
    return sound


def read_wav(path: Path) -> Sound:
    """Read a 16-bit WAV file of any rate, mono or stereo. Raises `BadSound`, `OSError`."""
    return sound_of(path.read_bytes(), path.name)


def sound_of(data: bytes, name: str) -> Sound:
    """Return what is in a WAV file, as `read_wav` does. Raises `BadSound`."""
    channels, rate, samples = raw_samples(data, name)
    return Sound(_at_our_rate(_mono(samples, channels), rate))


def raw_samples(data: bytes, name: str) -> "tuple[int, int, array[int]]":
    """Return channels, rate and samples of a WAV file as they are. Raises `BadSound`."""
    try:
        with wave.open(io.BytesIO(data), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            data = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise BadSound(f"{name} is not a WAV file with PCM samples: {error}") from None
    if width != SAMPLE_BYTES or channels not in (1, 2):
        raise BadSound(f"{name} has {8 * width} bits and {channels} channels, not 16 and 1 or 2")
    if not LOWEST_RATE_HZ <= rate <= HIGHEST_RATE_HZ:
        raise BadSound(f"{name} has {rate} samples a second")
    return channels, rate, unpacked(data[: len(data) - len(data) % (channels * SAMPLE_BYTES)])


def packed(samples: "array[int]") -> bytes:
    """Return samples as files have them: 16 bits, the lower byte first."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    return samples.tobytes()


def unpacked(data: bytes) -> "array[int]":
    """Return the samples of what `packed` has made, which is a whole number of them."""
    samples = array("h", data)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def wav_bytes(sound: Sound) -> bytes:
    """Return `sound` as a WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(RATE_HZ)
        file.writeframes(packed(sound.samples))
    return buffer.getvalue()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is never seen half written. Raises `OSError`."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


def _mono(samples: "array[int]", channels: int) -> "array[int]":
    if channels == 1:
        return samples
    return array("h", ((a + b) // 2 for a, b in zip(samples[::2], samples[1::2], strict=True)))


def _at_our_rate(samples: "array[int]", rate_hz: int) -> "array[int]":
    """Return the samples at `RATE_HZ`, by linear interpolation: enough for speech."""
    if rate_hz == RATE_HZ or not samples:
        return samples
    last = len(samples) - 1
    resampled = array("h")
    for index in range(len(samples) * RATE_HZ // rate_hz):
        before, parts = divmod(index * rate_hz, RATE_HZ)
        after = min(before + 1, last)
        step = (samples[after] - samples[before]) * parts // RATE_HZ
        resampled.append(samples[before] + step)
    return resampled
