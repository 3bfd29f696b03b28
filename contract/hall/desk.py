"""`[desk]`: what a clerk may do, and until when."""

from typing import Annotated, Literal

from contract.hall.entry import Entry, whole
from contract.ids import SeriesId


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
