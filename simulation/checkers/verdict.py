"""What checkers find."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

VIOLATIONS_MAX: Final = 20
"""After so many in one run the rest says nothing new."""


@dataclass(frozen=True)
class Violation:
    """A broken promise, and when it was seen, in milliseconds of the simulated run."""

    promise: str
    what: str
    at_ms: int


Accuse: TypeAlias = Callable[[str, str], None]
"""Takes the promise and what broke it."""


class Verdict:
    """Collects violations."""

    def __init__(self, now_ms: Callable[[], int]) -> None:
        self.violations: list[Violation] = []
        self._now_ms = now_ms

    def accuse(self, promise: str, what: str) -> None:
        """Note a broken promise."""
        if len(self.violations) < VIOLATIONS_MAX:
            self.violations.append(Violation(promise, what, self._now_ms()))
