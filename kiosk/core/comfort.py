"""What makes the kiosk easier for whoever stands, or sits, before it."""

from dataclasses import dataclass, replace
from typing import Final, Self


@dataclass(frozen=True)
class Comfort:
    """Chosen by a visitor, and over with the visit.

    Attributes:
        large: large type in high contrast, and fewer choices a page.
        low: all that is touched is in the lower part of an upright screen.
        spoken: the screens are spoken, and keys choose.
    """

    large: bool = False
    low: bool = False
    spoken: bool = False

    @property
    def fewer(self) -> bool:
        """A page has fewer choices, so that each is larger."""
        return self.large or self.low

    @property
    def any(self) -> bool:
        return self.large or self.low or self.spoken

    def switched(self, name: str) -> Self:
        """Return it with `name` on if it was off, and off if it was on."""
        if name not in WAYS:
            return self
        return replace(self, **{name: not getattr(self, name)})


WAYS: Final = ("large", "low", "spoken")
NORMAL: Final = Comfort()
