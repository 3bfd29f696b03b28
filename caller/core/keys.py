"""Keys of the keyboard, and what they do on each page. The same keys are shown on the buttons."""

from collections.abc import Mapping
from typing import Final

from caller.core.pages import (
    HOTKEYS,
    CallGroupPage,
    HoldPage,
    MenuPage,
    NumberPage,
    Page,
    PanelPage,
    PausePage,
    PinPage,
    RatingPage,
    RatingReasonPage,
    SignInPage,
    SignOutPage,
    TakeOverPage,
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

MORE: Final[Mapping[str, str]] = {
    "G": "call_group",
    "C": "call_number",
    "B": "no_show_back",
    "U": "undo",
    "L": "change_clerk",
    "F12": "panic",
}
"""What has no button on the panel: the menu shows it with its keys, which work at once, too."""

_ANYWHERE: Final[Mapping[str, Press]] = {"F12": ("panic", "")}
_CONFIRM: Final[Mapping[str, Press]] = {
    **_BACK,
    **_ANYWHERE,
    "Enter": ("confirm.yes", ""),
    "Y": ("confirm.yes", ""),
    "N": ("back", ""),
}
_ENTRY: Final[Mapping[str, Press]] = {**_BACK, **_ANYWHERE, "Enter": ("entry.done", "")}

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
        "M": ("menu", ""),
        "K": ("send_help", ""),
        **{key: (action, "") for key, action in MORE.items()},
        "W": ("why", ""),
        **{key: ("held.place", key) for key in HOTKEYS[:9]},
    },
    RatingPage: _ANYWHERE,
    RatingReasonPage: _ANYWHERE,
    SignInPage: {**_BACK, **_ANYWHERE, **_MARK},
    TransferPage: {
        **_BACK,
        **_ANYWHERE,
        **_MARK,
        **{key: ("transfer.mark", key) for key in HOTKEYS},
    },
    HoldPage: {**_BACK, **_ANYWHERE, **{key: ("hold.reason", key) for key in _REASONS}},
    PausePage: {**_BACK, **_ANYWHERE, **{key: ("pause.reason", key) for key in _REASONS}},
    CallGroupPage: {**_BACK, **_ANYWHERE, **{key: ("call_group.place", key) for key in HOTKEYS}},
    MenuPage: {**_BACK, **{key: (action, "") for key, action in MORE.items()}},
    NumberPage: _ENTRY,
    PinPage: _ENTRY,
    SignOutPage: _CONFIRM,
    TakeOverPage: _CONFIRM,
}


def press_of(page: Page, key: str) -> Press | None:
    """Return what `key` does on `page`: "Space", "Enter", "Escape", "Up", "F12" or a sign."""
    return KEYS[type(page)].get(key)
