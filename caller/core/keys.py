"""Keys of the keyboard, and what they do on each page. The same keys are shown on the buttons."""

from collections.abc import Mapping
from typing import Final

from caller.core.pages import (
    HOTKEYS,
    HoldPage,
    Page,
    PanelPage,
    PausePage,
    RatingPage,
    RatingReasonPage,
    SignInPage,
    SignOutPage,
    TransferPage,
)

Press = tuple[str, str]
"""An action and its argument, as a tap has them."""

_BACK: Final[Mapping[str, Press]] = {"Escape": ("back", "")}
_MARK: Final[Mapping[str, Press]] = {
    "Up": ("mark", "-1"),
    "Down": ("mark", "1"),
    "Enter": ("choose_marked", ""),
}
_REASONS: Final = HOTKEYS[:9]

KEYS: Final[Mapping[type[Page], Mapping[str, Press]]] = {
    PanelPage: {
        "Space": ("main", ""),
        "Enter": ("main", ""),
        "R": ("recall", ""),
        "N": ("no_show", ""),
        "T": ("transfer", ""),
        "H": ("hold", ""),
        "P": ("pause", ""),
        "Q": ("sign_out", ""),
        "W": ("why", ""),
        **{key: ("held.place", key) for key in HOTKEYS[:9]},
    },
    SignInPage: {**_BACK, **_MARK},
    TransferPage: {**_BACK, **_MARK, **{key: ("transfer.mark", key) for key in HOTKEYS}},
    HoldPage: {**_BACK, **{key: ("hold.reason", key) for key in _REASONS}},
    PausePage: {**_BACK, **{key: ("pause.reason", key) for key in _REASONS}},
    RatingPage: {},
    RatingReasonPage: {},
    SignOutPage: {
        **_BACK,
        "Enter": ("confirm.yes", ""),
        "Y": ("confirm.yes", ""),
        "N": ("back", ""),
    },
}


def press_of(page: Page, key: str) -> Press | None:
    """Return what `key` does on `page`: "Space", "Enter", "Escape", "Up", "Down" or a sign."""
    return KEYS[type(page)].get(key)
