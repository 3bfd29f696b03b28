"""The two tones before an announcement: people look up before the number comes."""

import math
from array import array
from functools import cache
from typing import Final

from qtkit.speech.levels import levelled
from qtkit.speech.wav import RATE_HZ, Sound, join

HIGH_HZ: Final = 659.3  # E5
LOW_HZ: Final = 523.3  # C5
HIGH_S: Final = 0.38
LOW_S: Final = 0.72
LOUDNESS: Final = 11_000
ATTACK_S: Final = 0.008
DECAY_PER_S: Final = 4.5


@cache
def chime() -> Sound:
    """Return "ding, dong", as loud as the words after it."""
    return levelled(join([_bell(HIGH_HZ, HIGH_S), _bell(LOW_HZ, LOW_S)]))


@cache
def single() -> Sound:
    """Return one "ding", for whoever sits near."""
    return levelled(_bell(HIGH_HZ, HIGH_S))


def _bell(pitch_hz: float, duration_s: float) -> Sound:
    """Return one tone with an overtone, struck softly and dying away to nothing."""
    samples = array("h")
    count = round(duration_s * RATE_HZ)
    for index in range(count):
        at_s = index / RATE_HZ
        swing = math.sin(math.tau * pitch_hz * at_s) + 0.3 * math.sin(
            2 * math.tau * pitch_hz * at_s
        )
        struck = min(1.0, at_s / ATTACK_S) * math.exp(-DECAY_PER_S * at_s) * (1 - index / count)
        samples.append(round(LOUDNESS * struck * swing))
    return Sound(samples)
