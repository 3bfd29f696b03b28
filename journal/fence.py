"""Keeps one whose lease has ended from writing, however late it wakes."""

from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, select

from journal.errors import PositionTaken
from journal.tables import heads, leases

_HOLD_HEAD: Final = (
    select(heads.c.position).where(heads.c.hall == bindparam("of_hall")).with_for_update()
)
_EPOCH: Final = select(leases.c.epoch).where(
    leases.c.hall == bindparam("of_hall"), leases.c.owner == bindparam("owner")
)


class Fence(NamedTuple):
    """Under which lease somebody writes: see `journal.leases`."""

    owner: str
    epoch: int


def hold(connection: Connection, hall: str) -> None:
    """Let nobody else write for the hall before this transaction ends."""
    connection.execute(_HOLD_HEAD, {"of_hall": hall})


def stop_unless(connection: Connection, hall: str, fence: Fence) -> None:
    """Find out whether a lease holds, for a transaction that holds the hall's head already.

    Who takes the lease after this waits for the head before it reads the journal, and so finds what
    this transaction commits. Raises `PositionTaken`.
    """
    if connection.scalar(_EPOCH, {"of_hall": hall, "owner": fence.owner}) != fence.epoch:
        raise PositionTaken(f"another coordinator owns {hall} by now")
