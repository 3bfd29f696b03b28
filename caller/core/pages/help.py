"""All keys of a page, read from the table that answers them."""

from dataclasses import dataclass
from typing import Final

from caller.core.moment import Moment
from caller.core.pages.browse import BrowsePage
from caller.core.pages.page import Page
from caller.core.screens import Row
from caller.core.wording import Wording

SPELLED: Final = {
    "Escape": "Esc", "Up": "↑", "Down": "↓", "PageUp": "PgUp", "PageDown": "PgDn",
}  # fmt: skip
RUN: Final = 3
"""Keys that follow one another are shown as "1 … 9" if there are so many."""


@dataclass(frozen=True)
class HelpPage(BrowsePage):
    """What each key does on the page it was opened from; to choose one leads back there."""

    subject = "help"

    def stands(self, moment: Moment) -> bool:
        return self.opened_from is None or self.opened_from.stands(moment)

    def rows(self, moment: Moment) -> list[Row]:
        of = type(self.opened_from or self)
        return [
            Row(id=word, text=moment.wording.say(word), note=spelled(keys))
            for word, keys in keys_by_word(of, moment.wording).items()
        ]

    def chosen(self, row_id: str, moment: Moment) -> Page | None:  # noqa: ARG002
        return self.opened_from


def keys_by_word(of: type[Page], wording: Wording) -> dict[str, list[str]]:
    """Return the keys of a page, by the text that says what they do."""
    found: dict[str, list[str]] = {}
    for key, (action, argument) in of.keys.items():
        found.setdefault(_word(action, argument, wording), []).append(key)
    return found


def _word(action: str, argument: str, wording: Wording) -> str:
    """Return the key of the text: the argument's own, the action's, or the menu's."""
    asked = (
        f"keys.{action}.{argument}",
        f"keys.{action}",
        f"menu.{argument if action == 'menu.do' else action}",
    )
    return next((word for word in asked if wording.has(word)), asked[1])


def spelled(keys: list[str]) -> str:
    """Return keys as they stand on a keyboard; what follows one another, by its ends."""
    if len(keys) > RUN and all(len(key) == 1 for key in keys):
        return f"{keys[0]} … {keys[-1]}"
    return "  ".join(SPELLED.get(key, key) for key in keys)
