"""Clips that were made before: a recall says the same again, and rush hours repeat numbers."""

import contextlib
import hashlib
from pathlib import Path
from typing import Final, Protocol

import structlog

from qtkit.speech.levels import even
from qtkit.speech.wav import BadSound, Sound, check_audible, read_wav, wav_bytes, write_whole

log = structlog.get_logger("speech")

MADE_AS: Final = 2
"""Raised when clips are made differently: those made before are then left to grow old."""

CLIPS_MAX: Final = 400
"""About 70 MB of disk."""


class Engine(Protocol):
    """What makes clips."""

    def clip(self, language: str, text: str) -> Sound: ...


class Clips:
    """Clips by what is said, how and by whom; on disk, the oldest making room for the newest."""

    def __init__(self, directory: Path, engine: Engine) -> None:
        self._directory = directory
        self._engine = engine

    def clip(self, language: str, text: str, voice: str) -> Sound:
        """Return `text` spoken, as loud as any other clip.

        Raises what the engine raises; a bad cache only costs time.
        """
        name = hashlib.sha256(f"{MADE_AS}\n{voice}\n{text}".encode()).hexdigest()[:32]
        path = self._directory / f"{name}.wav"
        with contextlib.suppress(BadSound, OSError):
            kept = check_audible(read_wav(path))
            path.touch()
            return kept
        sound = even(self._engine.clip(language, text))
        try:
            write_whole(path, wav_bytes(sound))
            self._make_room()
        except OSError as error:
            log.warning("clip.not_kept", why=str(error))
        return sound

    def _make_room(self) -> None:
        kept = sorted(self._directory.glob("*.wav"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-CLIPS_MAX]:
            path.unlink(missing_ok=True)
