"""Packs of clips for tests: tones instead of a voice, so that each clip can be told from others."""

import math
import zipfile
from array import array
from pathlib import Path
from typing import Final

from contract.ids import TicketNumber
from display.core.wording import Wording
from qtkit.speech.packs import write_pack
from qtkit.speech.phrases import Phrase
from qtkit.speech.wav import RATE_HZ, Sound

CLIP_S: Final = 0.25
SAID: Final = Wording().phrases("zh", TicketNumber("A0123456789"), 12, None)


def tone(pitch_hz: float, *, size: int = 6000, duration_s: float = CLIP_S) -> Sound:
    count = round(duration_s * RATE_HZ)
    return Sound(
        array(
            "h", (round(size * math.sin(math.tau * pitch_hz * n / RATE_HZ)) for n in range(count))
        )
    )


def pack_of(folder: Path, *sentences: tuple[Phrase, ...]) -> Path:
    """Write a Chinese pack that says the sentences, and whatever follows from SAID."""
    pitches = iter(range(200, 4000, 20))
    write_pack(
        folder,
        [SAID, *sentences],
        language="zh",
        voice="tones",
        licence="CC0-1.0",
        speak=lambda _text: tone(next(pitches)),
    )
    return folder


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for each in sorted(folder.rglob("*")):
            file.write(each, each.relative_to(folder))
    return path
