"""Speech made even: as loud as any other, without silence at its ends, without holes inside. Pure.

Loudness is the RMS of the parts that are spoken: as in ITU-R BS.1770 quiet blocks do not count,
and then those 10 dB below the rest; the weighting by frequency is left out, for all is speech.
"""

import math
from array import array
from collections.abc import Iterator
from typing import Final

from qtkit.speech.wav import RATE_HZ, Sound

TARGET_RMS: Final = 3000.0
"""About -21 dB of full scale: the peaks of speech fit above it."""
PEAK_MAX: Final = 29_000
KNEE: Final = 22_000
"""Above it samples are pressed together instead of cut off."""
ENOUGH_DB: Final = 0.2
ROUNDS_MAX: Final = 4
"""A limited peak costs loudness, so gain is looked for in some steps."""

GAP_MAX_S: Final = 0.10
EDGE_S: Final = 0.02
QUIET: Final = 0.01
"""Of the peak: 40 dB below it nobody in a hall hears anything."""

_BLOCK: Final = RATE_HZ // 10
_STEP: Final = RATE_HZ // 100
_ABSOLUTE_GATE_RMS: Final = 10.0
_RELATIVE_GATE_DB: Final = -10.0


def loudness_rms(sound: Sound) -> float:
    """Return how loud the spoken parts are, 0 to 32767."""
    blocks = [block for block in _powers(sound) if block > _ABSOLUTE_GATE_RMS**2]
    if not blocks:
        return 0.0
    gate = sum(blocks) / len(blocks) * 10 ** (_RELATIVE_GATE_DB / 10)
    spoken = [block for block in blocks if block >= gate]
    return math.sqrt(sum(spoken) / len(spoken))


def off_target_db(sound: Sound) -> float:
    """Return how much louder than the target a sound is; minus infinity for silence."""
    loudness = loudness_rms(sound)
    return 20 * math.log10(loudness / TARGET_RMS) if loudness else -math.inf


def even(sound: Sound) -> Sound:
    """Return `sound` without silence around it, without long gaps, and at the target."""
    return levelled(closed_up(sound))


def levelled(sound: Sound) -> Sound:
    """Return `sound` as loud as the target, its peaks limited. Silence stays silence."""
    gain, made = 1.0, sound
    for _ in range(ROUNDS_MAX):
        off_db = off_target_db(made)
        if abs(off_db) <= ENOUGH_DB or math.isinf(off_db):
            break
        gain *= 10 ** (-off_db / 20)
        made = Sound(array("h", (_limited(sample * gain) for sample in sound.samples)))
    return made


def louder(sound: Sound, gain_db: float) -> Sound:
    """Return `sound` so much louder, or softer where it is below zero."""
    if not gain_db:
        return sound
    gain = 10 ** (gain_db / 20)
    return Sound(array("h", (_limited(sample * gain) for sample in sound.samples)))


def closed_up(sound: Sound) -> Sound:
    """Return `sound` with what is silent cut short: at its ends and between its words."""
    samples, kept = sound.samples, array("h")
    if not samples:
        return sound
    quiet = QUIET * _peak(samples)
    runs = list(_runs(samples, quiet))
    edge, gap = round(EDGE_S * RATE_HZ), round(GAP_MAX_S * RATE_HZ)
    for place, (begins, ends, is_quiet) in enumerate(runs):
        part = samples[begins:ends]
        if is_quiet and place == 0:
            part = part[-edge:]
        elif is_quiet and place == len(runs) - 1:
            part = part[:edge]
        elif is_quiet and len(part) > gap:
            part = part[: gap // 2] + part[-(gap - gap // 2) :]
        kept.extend(part)
    return Sound(kept)


def longest_gap_s(sound: Sound) -> float:
    """Return the longest silence inside a sound, its ends left out."""
    runs = list(_runs(sound.samples, QUIET * _peak(sound.samples)))
    inside = (ends - begins for begins, ends, is_quiet in runs[1:-1] if is_quiet)
    return max(inside, default=0) / RATE_HZ


def _runs(samples: "array[int]", quiet: float) -> Iterator[tuple[int, int, bool]]:
    """Yield where silence and sound take turns, to a hundredth of a second."""
    begins, state = 0, _peak(samples[:_STEP]) <= quiet
    for at in range(_STEP, len(samples), _STEP):
        is_quiet = _peak(samples[at : at + _STEP]) <= quiet
        if is_quiet != state:
            yield begins, at, state
            begins, state = at, is_quiet
    yield begins, len(samples), state


def _peak(samples: "array[int]") -> int:
    if not samples:
        return 0
    highest, lowest = max(samples), min(samples)
    return max(highest, -lowest)


def _powers(sound: Sound) -> Iterator[float]:
    for at in range(0, len(sound.samples), _BLOCK):
        block = sound.samples[at : at + _BLOCK]
        yield sum(sample * sample for sample in block) / len(block)


def _limited(sample: float) -> int:
    size = abs(sample)
    if size > KNEE:
        room = PEAK_MAX - KNEE
        size = KNEE + room * math.tanh((size - KNEE) / room)
    return round(math.copysign(size, sample))
