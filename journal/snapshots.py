"""What the events of a hall amount to, in pieces: kept beside them, and never believed before them.

A snapshot counts if nothing is missing or changed in it, and if the journal's chain at its position
is the one it was made at. Of whatever else there is, nobody is told.
"""

from functools import reduce
from hashlib import sha256
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Engine, delete, insert, or_, select

from journal.chain import Head
from journal.fence import Fence, stop_unless
from journal.tables import events, snapshots

_REST: Final = 0
"""The piece that makes those before it whole."""


class SnapshotRows(NamedTuple):
    """A snapshot as it was written."""

    position: int
    pieces: list[bytes]
    rest: bytes


class Snapshots:
    """The snapshot of one hall."""

    def __init__(self, engine: Engine, hall: str) -> None:
        self._engine: Final = engine
        self._hall: Final = hall
        self._written = 0
        self._seal = ""

    def read(self, form: str) -> SnapshotRows | None:
        """Return the snapshot, if there is a whole one of this form that the journal bears out."""
        self._written, self._seal = 0, ""
        table = snapshots.c
        of_hall = table.hall == self._hall
        with self._engine.connect() as connection:
            rest = connection.execute(
                select(snapshots).where(of_hall, table.piece == _REST)
            ).one_or_none()
            if rest is None or rest.form != form:
                return None
            head = Head(rest.position, rest.chain)
            if not self._is_so(connection, head):
                return None
            made_whole = of_hall & (table.piece > _REST) & (table.position <= head.position)
            pieces = [
                bytes(body)
                for body in connection.scalars(
                    select(table.body).where(made_whole).order_by(table.piece)
                )
            ]
        seal = reduce(lambda before, piece: _sealed(before, "", piece), pieces, "")
        if rest.seal != _sealed(seal, f"{head} {form}", rest.body):
            return None
        self._written, self._seal = len(pieces), seal
        return SnapshotRows(head.position, pieces, bytes(rest.body))

    def write(
        self,
        head: Head,
        form: str,
        piece: bytes,
        rest: bytes | None,
        *,
        anew: bool,
        fence: Fence | None = None,
    ) -> None:
        """Add a piece, and what makes the snapshot whole if it is, in one transaction.

        Args:
            anew: it is the first piece; what there was is removed.
            fence: the lease we write under. Raises `PositionTaken` if it is gone.
        """
        number, before = (1, "") if anew else (self._written + 1, self._seal)
        seal = _sealed(before, "", piece)
        rows = [self._values(number, head, form, seal, piece)]
        stale = snapshots.c.piece >= (_REST if anew else number)
        if rest is not None:
            rows.append(
                self._values(_REST, head, form, _sealed(seal, f"{head} {form}", rest), rest)
            )
            stale = or_(stale, snapshots.c.piece == _REST)
        with self._engine.begin() as connection:
            if fence is not None:
                stop_unless(connection, self._hall, fence)
            connection.execute(delete(snapshots).where(snapshots.c.hall == self._hall, stale))
            connection.execute(insert(snapshots), rows)
        self._written, self._seal = number, seal

    def _values(self, piece: int, head: Head, form: str, seal: str, body: bytes) -> dict[str, Any]:
        return {
            "hall": self._hall,
            "piece": piece,
            **head._asdict(),
            "form": form,
            "seal": seal,
            "body": body,
        }

    def _is_so(self, connection: Connection, head: Head) -> bool:
        """Tell whether the journal has this event, and all before it is as it was."""
        of_event = (events.c.hall == self._hall) & (events.c.position == head.position)
        return head.chain == connection.scalar(select(events.c.chain).where(of_event))


def _sealed(before: str, about: str, body: bytes) -> str:
    seal = sha256(f"{before} {about} ".encode())
    seal.update(body)
    return seal.hexdigest()
