"""Clips that were made before: a recall says the same again, and every day begins with A001."""

import hashlib
from collections.abc import Mapping
from typing import Final, Protocol

from qtkit.speech.levels import even
from qtkit.speech.shelf import Shelf
from qtkit.speech.wav import Sound

MADE_AS: Final = 3
"""Raised when clips are made differently: those made before are then left to grow old."""


class Engine(Protocol):
    """What makes clips. For one thread only."""

    def voices(self) -> Mapping[str, str]:
        """Return the voice of each language there is one for. Raises `SpeechError`."""

    def clip(self, language: str, text: str) -> Sound:
        """Return `text` spoken. Raises `SpeechError`."""

    def close(self) -> None:
        """End what runs."""


class Clips:
    """What an engine says, as loud as anything else; from the shelf, if it has said it before."""

    def __init__(self, shelf: Shelf, engine: Engine) -> None:
        self._shelf = shelf
        self._engine = engine

    def is_kept(self, language: str, text: str) -> bool:
        """Tell whether it need not be made. Raises what the engine raises."""
        return self._shelf.has(self._name(language, text))

    def clip(self, language: str, text: str) -> Sound:
        """Return `text` spoken. Raises what the engine raises."""
        name = self._name(language, text)
        kept = self._shelf.get(name)
        if kept is None:
            kept = even(self._engine.clip(language, text.strip()))
            self._shelf.put(name, kept)
        return kept

    def _name(self, language: str, text: str) -> str:
        voice = self._engine.voices().get(language, "")
        return hashlib.sha256(f"{MADE_AS}\n{voice}\n{text}".encode()).hexdigest()[:32]
