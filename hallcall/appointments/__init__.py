"""`hallcall appointments`: lists of appointments go into a hall, and what became of them comes out.

`reading` makes bookings of a file, `sending` gives them to the coordinator, `register` reads the
journal.
"""

from hallcall.appointments.commands import app

__all__ = ["app"]
