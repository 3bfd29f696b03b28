"""`[appointments]`: how the hall's time is given to those who book it, and what becomes of whoever
comes early or late."""

from typing import Annotated, Literal, TypeAlias

from contract.hall.entry import Entry, whole

Rule: TypeAlias = Literal["keep", "walk_in", "refuse"]
"""Outside their time, appointments stay appointments, become walk-ins, or get no ticket."""

Percent: TypeAlias = Annotated[int, whole(1, 100)]


class Appointments(Entry):
    """What holds for every group that takes appointments."""

    slot_min: Annotated[int, whole(5, 240)] = 30
    """How long a slot is; the first of a day begins when the group opens."""
    share_percent: Percent = 50
    """So much of the windows' time is for appointments; the rest stays with walk-ins."""
    days_ahead: Annotated[int, whole(0, 60)] = 14
    """So many days before, slots can be booked; 0: on the day itself only."""
    early_min: Annotated[int, whole(0, 240)] = 30
    """Whoever comes so long before the slot begins, or later, is in time."""
    late_min: Annotated[int, whole(0, 240)] = 15
    """Whoever comes up to so long after the slot has ended is in time still."""
    early: Rule = "refuse"
    """What becomes of whoever comes before that."""
    late: Rule = "walk_in"
    """And after that."""


class GroupAppointments(Entry):
    """A group that has this table takes appointments, be the table empty."""

    share_percent: Percent | None = None
    """Of its windows' time, if other than `[appointments]` says."""
    places: Annotated[int, whole(1, 999)] | None = None
    """Of each slot; left out, they follow from windows, shares and the length of a service."""
