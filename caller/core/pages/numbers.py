"""A ticket is named by the number that somebody has in hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from caller.core.actions import Action
from caller.core.desk import Desk
from caller.core.moment import Moment, frame
from caller.core.pages.page import ENTRY_KEYS, Page
from caller.core.screens import Entry
from contract.ids import TicketNumber

NUMBER_CHARS_MAX: Final = 12


class Purpose(Enum):
    """What a typed number is for."""

    CALL = "call_number"
    NO_SHOW_BACK = "no_show_back"


_NEEDS: Final = {Purpose.CALL: Action.CALL_NUMBER, Purpose.NO_SHOW_BACK: Action.NO_SHOW_BACK}
_DOES: Final[Mapping[Purpose, Callable[[Desk, TicketNumber], bool]]] = {
    Purpose.CALL: Desk.call_number,
    Purpose.NO_SHOW_BACK: Desk.recall_no_show,
}


@dataclass(frozen=True)
class NumberPage(Page):
    """Which number?"""

    purpose: Purpose
    typed: str = ""

    keys = ENTRY_KEYS
    takes = frozenset({"entry.typed", "entry.done"})
    harmless = frozenset({"entry.typed"})

    def stands(self, moment: Moment) -> bool:
        return moment.desk.may(_NEEDS[self.purpose])

    def screen(self, moment: Moment) -> Entry:
        return Entry(
            frame=frame(moment),
            subject=self.purpose.value,
            title=moment.wording.say(f"{self.purpose.value}.title"),
            chars_max=NUMBER_CHARS_MAX,
            capitals=True,
        )

    def take(self, action: str, argument: str, moment: Moment) -> Page | None:
        if action == "entry.typed":
            return replace(self, typed=argument.strip().upper())
        if not self.typed:
            return self
        return self.unless(_DOES[self.purpose](moment.desk, TicketNumber(self.typed)))
