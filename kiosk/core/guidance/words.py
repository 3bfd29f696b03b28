"""How parts of a screen become words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from kiosk.core import screens


class Say(Protocol):
    """Returns a text of the screens in the visitor's language."""

    def __call__(self, key: str, /, **facts: object) -> str: ...


@dataclass(frozen=True)
class Choice:
    """What Enter does while these words have the focus."""

    words: str
    action: str
    argument: str = ""


Part: TypeAlias = Callable[[Any, Say], Iterator[str]]
Choices: TypeAlias = Callable[[Any, Say], Iterator[Choice]]


def keyed(*keys: str) -> Part:
    """Texts that are the same on each screen of a kind."""
    return lambda _screen, say: (say(key) for key in keys)


def closed(closable: screens.Closable, say: Say) -> str:
    """Return why something is closed, and when it opens again."""
    why = closable.closed_note or say(closable.closed_reason)
    return f"{why} {say('closed.back', time=closable.back)}" if closable.back else why
