"""Which taps count, and on which page."""

from collections.abc import Mapping
from typing import Final

from caller.core.pages import (
    CallGroupPage,
    HoldPage,
    MenuPage,
    Page,
    PausePage,
    RatingPage,
    RatingReasonPage,
    SignInPage,
    TransferPage,
)

HARMLESS: Final = frozenset(
    {"back", "language", "signin.search", "entry.typed", "mark", "transfer.mark", "why", "menu"}
)
"""Changes nothing in the hall, so it is never too early for it."""

ALWAYS: Final = HARMLESS | {"panic", "menu.do"}
""""panic" cannot wait, and an entry of the menu is asked for itself."""

ASKED_ON: Final[Mapping[str, type[Page]]] = {
    "signin.search": SignInPage,
    "signin.clerk": SignInPage,
    "transfer.to": TransferPage,
    "hold.reason": HoldPage,
    "pause.reason": PausePage,
    "rating.level": RatingPage,
    "rating.reason": RatingReasonPage,
    "call_group.of": CallGroupPage,
    "menu.do": MenuPage,
}
"""An answer counts only while its question is asked."""


CITIZENS_ACTIONS: Final = frozenset({"rating.level", "rating.reason", "language", "panic"})
"""What the screen takes while it is the citizen's; a cry for help leaves it as it is."""
