"""`[desk]`: what a clerk may do, and until when."""

from typing import Annotated, Literal

from pydantic import Field

from contract.hall.entry import Entry, whole
from contract.ids import SeriesId

HotKey = Annotated[
    str,
    Field(
        pattern=r"^(?i:(ctrl|alt|win)(\+(ctrl|alt|win|shift))*\+([a-z0-9]|f[1-9]|f1[0-2]|space))$",
        description="as ctrl+alt+n: keys to hold, then a letter, a digit, space or f1 to f12",
    ),
]


class HotKeys(Entry):
    """Keys that a panel hears whatever program the clerk works in, where the desktop allows it."""

    main: HotKey | None = None
    """The big button: sign in, call next, start, finish."""
    recall: HotKey | None = None
    no_show: HotKey | None = None
    show: HotKey | None = None
    """Brings the panel to the front."""

    def chosen(self) -> dict[str, str]:
        """Return those that are set, by what they do."""
        return {action: keys for action, keys in self.model_dump().items() if keys is not None}


class Desk(Entry):
    """The rules of the windows, beside who is called next."""

    chosen_calls: Literal["supervisor", "everybody"] = "supervisor"
    """Who may call a waiting number out of turn."""
    recall_pause_s: Annotated[int, whole(0, 300)] = 0
    """A number is not recalled before so long after its last call."""
    no_show_back_s: Annotated[int, whole(0, 8 * 3600)] = 1800
    """So long after a no-show its citizen may still come back."""
    no_show_back_numbers: Annotated[int, whole(0, 999)] = 0
    """Or as long as fewer numbers of the group than these were called since; 0: time decides."""
    undo_finish_s: Annotated[int, whole(0, 60)] = 10
    """So long after a finish it may be undone, if the window is free and nothing is rated."""
    outcome_required: bool = False
    """A service is finished only with an outcome, if there are any for its group."""
    quick_series: SeriesId | None = None
    """The numbers of citizens who are served without a ticket; left out, nobody is."""
    hold_return_s: Annotated[int, whole(60, 8 * 3600)] | None = None
    """A held ticket waits for its window again after so long; left out, until it is taken up."""
    hot_keys: HotKeys = HotKeys()
    sounds: tuple[Literal["help", "waiting"], ...] = ("help",)
    """What a panel lets be heard: that help is wanted, that somebody waits where nobody did."""
