"""`[board]`: how the boards of a hall show calls."""

from typing import Annotated

from contract.hall.entry import Entry, whole


class Board(Entry):
    shown_s: Annotated[int, whole(3, 30)] = 8
    """So long each call is large. Only if more than twelve come at once, it may be half of it."""
    rest: bool = True
    """Outside the opening hours, when nobody waits or is served, boards and signs turn dark."""
