"""What a display needs from outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from display.core.screens import Screen
from display.core.utterance import Announcement
from qtkit.speech.phrases import Phrase


class View(Protocol):
    """Draws the screen. Decides nothing."""

    def show(self, screen: Screen) -> None: ...


class Words(Protocol):
    """The display's sentences in each language."""

    def say(self, language: str, key: str, **facts: object) -> str: ...


class Voice(Protocol):
    """Says one announcement at a time, and tells when it is done."""

    def say(self, announcement: Announcement) -> None: ...

    def prepare(self, phrases: Iterable[tuple[str, Phrase]]) -> None:
        """Have ready what may be said next, the likeliest first: in which language, and what."""


@dataclass(frozen=True)
class Played:
    """How a video went: to its end, or it has a problem."""

    problem: str = ""
    is_lost: bool = False
    """What plays it went wrong: the file may be good."""


class VideoPlayer(Protocol):
    """Plays one video at a time, beside the calls and without sound."""

    def play(self, file: Path) -> None: ...

    def stop(self) -> None: ...

    def played(self) -> Played | None:
        """Return how it went; None while it is played. Asked often."""
