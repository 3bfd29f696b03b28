"""Who gets a ticket, and until when."""

from typing import Annotated

from contract.hall.entry import Entry, whole


class Admission(Entry):
    """The rules of the kiosk, beside the opening hours."""

    close_by_capacity: bool = False
    """Stop giving tickets of a group when its line cannot be served by closing time."""
    notice_s: Annotated[int, whole(0, 4 * 3600)] = 1200
    """The kiosk says so this much work before it happens."""
    overtime_s: Annotated[int, whole(0, 4 * 3600)] = 0
    """So long after closing time windows still serve who waits."""
    one_ticket: bool = True
    """A person has one ticket of a group at a time, as far as ID cards tell persons apart."""
    no_shows_max: Annotated[int, whole(1, 20)] | None = None
    """After so many no-shows of a day a person gets no ticket for `ban_s`; left out, never."""
    ban_s: Annotated[int, whole(60, 24 * 3600)] = 3600
