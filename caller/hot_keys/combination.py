"""What a hot key is made of, and when a press of it is a new one. Pure."""

from dataclasses import dataclass
from typing import Final, Self

SAME_MOMENT_MS: Final = 5
"""X11 says of a key held down that it is released and pressed again in the same moment."""


@dataclass(frozen=True)
class Combination:
    """As "ctrl+alt+n": `modifiers` of ctrl, alt, shift, win; a letter, digit, "space" or "f5"."""

    modifiers: frozenset[str]
    key: str

    @classmethod
    def of(cls, written: str) -> Self:
        """Read what the hall file says, which has been checked."""
        *modifiers, key = written.lower().split("+")
        return cls(frozenset(modifiers), key)

    def __str__(self) -> str:
        return "+".join((*sorted(self.modifiers), self.key))


class HeldDown:
    """Tells a press from the repeats of a key that is held down: to call three citizens by one
    heavy hand is the worst that a hot key could do."""

    def __init__(self) -> None:
        self._down: set[int] = set()
        self._released_at_ms: dict[int, int] = {}

    def is_new_press(self, key: int, at_ms: int) -> bool:
        """Take that a key went down; tell whether a finger did it."""
        held = key in self._down or self._is_repeat(key, at_ms)
        self._down.add(key)
        return not held

    def released(self, key: int, at_ms: int) -> None:
        """Take that a key went up, or is said to have done so."""
        self._down.discard(key)
        self._released_at_ms[key] = at_ms

    def _is_repeat(self, key: int, at_ms: int) -> bool:
        released_at_ms = self._released_at_ms.get(key)
        return released_at_ms is not None and at_ms - released_at_ms <= SAME_MOMENT_MS
