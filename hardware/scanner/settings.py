"""What may differ between makers of scanners."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Suffix: TypeAlias = Literal["line", "tab", "none"]
"""What ends a code: CR, LF, both or ETX; a tab as well; or nothing but silence."""


@dataclass(frozen=True, kw_only=True)
class ScannerSettings:
    suffix: Suffix = "line"
    prefix: str = ""
    """What the scanner was told to send before each code; it is taken off."""
    length_min: int = 4
    length_max: int = 512
    same_code_s: float = 2.5
    """A code that is seen again so soon is the same one, still held before the scanner."""
    line_gap_s: float = 3.0
    """The lines of one document come within this."""
    silence_s: float = 0.5
    """Whatever has no end by then has none: a code comes within some tens of milliseconds."""
    backoff_s: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0)
