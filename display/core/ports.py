"""What a display needs from outside."""

from collections.abc import Mapping
from typing import Protocol

from display.core.screens import Screen
from display.core.utterance import Announcement
from messaging import Fault


class View(Protocol):
    """Draws the screen. Decides nothing."""

    def show(self, screen: Screen) -> None: ...


class Words(Protocol):
    """The display's sentences in each language."""

    def say(self, language: str, key: str, **facts: object) -> str: ...


class Voice(Protocol):
    """Says one announcement at a time, and tells when it is done."""

    def say(self, announcement: Announcement) -> None: ...


class Faults(Protocol):
    """Takes all faults that stand at this display; what is left out has ended."""

    def report_faults(self, faults: Mapping[str, Fault]) -> None: ...
