"""Which process owns which hall of a database server, and which processes there are.

A lease ends by the server's clock, which alone decides. Each method is one statement in a
transaction of its own, and none waits for long: who asks must know soon that nobody answers.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NamedTuple, Self

from sqlalchemy import BigInteger, Engine, cast, delete, extract, func, select, tuple_, update

from journal import schema
from journal.databases import impatient_engine, reading_engine, translated
from journal.errors import JournalUnavailable
from journal.postgres import insert
from journal.tables import coordinators, leases

LEASE_MS: Final = 2000
"""So long an owner may be silent before another may take its hall."""
FORGET_MS: Final = 60_000
"""So long the technician sees processes that are silent."""

_NOW_MS: Final = cast(extract("epoch", func.clock_timestamp()) * 1000, BigInteger)


class LeaseRow(NamedTuple):
    """Who owns a hall."""

    hall: str
    owner: str
    """A process; empty if nobody owns it."""
    epoch: int
    left_ms: int
    """Until it ends; negative if it has ended, or was let go, so long ago."""
    since_ms: int
    """When this owner took it, UTC."""
    why: str
    """Why this owner took it; if there is none, why the last one let it go."""


class ProcessRow(NamedTuple):
    """A process that could own a hall."""

    process: str
    hall: str
    place: str
    reaches_broker: bool
    stands_ms: int
    """How long ago it began."""
    silent_ms: int
    """How long ago it gave a sign of life."""


class Leases:
    """The leases, and one process that wants some of them. For one thread."""

    def __init__(self, engine: Engine, process: str, place: str) -> None:
        self._engine: Final = engine
        self._process: Final = process
        self._place: Final = place

    @classmethod
    def open(cls, url: str, *, process: str, place: str) -> Self:
        """Prepare to ask the database at a URL. Raises `JournalUnavailable`."""
        return cls(impatient_engine(url), process, place)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def beat(self, reaches: Mapping[str, bool]) -> None:
        """Give a sign of life: these halls we could own, and reach their brokers or not."""
        rows = [
            {
                "process": self._process,
                "hall": hall,
                "place": self._place,
                "reaches_broker": reached,
                "since_ms": _NOW_MS,
                "seen_ms": _NOW_MS,
            }
            for hall, reached in reaches.items()
        ]
        if not rows:
            return
        new = insert(coordinators).values(rows)
        fresh = {name: new.excluded[name] for name in ("place", "reaches_broker", "seen_ms")}
        self._do(new.on_conflict_do_update(index_elements=["process", "hall"], set_=fresh))

    def renew(self, epochs: Mapping[str, int]) -> set[str]:
        """Go on owning these halls, taken in these epochs; return those that are ours still.

        A lease that has ended goes on too, as long as nobody else has taken it.
        """
        if not epochs:
            return set()
        ours = tuple_(leases.c.hall, leases.c.epoch).in_([*epochs.items()])
        statement = (
            update(leases)
            .where(leases.c.owner == self._process, ours)
            .values(expires_ms=_NOW_MS + LEASE_MS)
            .returning(leases.c.hall)
        )
        with translated(), self._engine.connect() as connection:
            return set(connection.execute(statement).scalars())

    def take(self, hall: str, why: str) -> int | None:
        """Become the owner of a hall that nobody owns; return the epoch, or None."""
        fresh = {"owner": self._process, "since_ms": _NOW_MS, "expires_ms": _NOW_MS + LEASE_MS}
        new = insert(leases).values(hall=hall, epoch=1, why=why, **fresh)
        statement = new.on_conflict_do_update(
            index_elements=["hall"],
            set_={"epoch": leases.c.epoch + 1, "why": why, **fresh},
            where=leases.c.expires_ms <= _NOW_MS,
        ).returning(leases.c.epoch)
        with translated(), self._engine.connect() as connection:
            return connection.execute(statement).scalar_one_or_none()

    def let_go(self, hall: str, epoch: int, why: str) -> None:
        """Own a hall no more, so that another can take it at once."""
        ours = (leases.c.hall == hall, leases.c.owner == self._process, leases.c.epoch == epoch)
        self._do(update(leases).where(*ours).values(owner="", expires_ms=_NOW_MS, why=why))

    def leave(self) -> None:
        """Be no process any more."""
        self._do(delete(coordinators).where(coordinators.c.process == self._process))

    def forget_silent(self) -> None:
        """Remove processes that have not been heard of for long."""
        self._do(delete(coordinators).where(coordinators.c.seen_ms < _NOW_MS - FORGET_MS))

    def look(self) -> tuple[list[LeaseRow], list[ProcessRow]]:
        """Return who owns what, and who could."""
        return look(self._engine)

    def _do(self, statement: object) -> None:
        with translated(), self._engine.connect() as connection:
            connection.execute(statement)  # type: ignore[call-overload]


def look(engine: Engine) -> tuple[list[LeaseRow], list[ProcessRow]]:
    """Return who owns what, and who could."""
    owned, could = leases.c, coordinators.c
    left_ms = (owned.expires_ms - _NOW_MS).label("left_ms")
    held = select(
        owned.hall, owned.owner, owned.epoch, left_ms, owned.since_ms, owned.why
    ).order_by(owned.hall)
    standing = select(
        could.process,
        could.hall,
        could.place,
        could.reaches_broker,
        (_NOW_MS - could.since_ms).label("stands_ms"),
        (_NOW_MS - could.seen_ms).label("silent_ms"),
    ).order_by(could.process, could.hall)
    with translated(), engine.connect() as connection:
        return (
            [LeaseRow._make(row) for row in connection.execute(held)],
            [ProcessRow._make(row) for row in connection.execute(standing)],
        )


@contextmanager
def onlooker(url: str) -> Iterator[Engine]:
    """Open a database for `look` alone. Raises `JournalError`."""
    engine = reading_engine(url)
    try:
        if engine.dialect.name != "postgresql":
            raise JournalUnavailable("a file is for one process: nobody else can own its hall")
        with translated(), engine.connect() as connection:
            schema.halls_of(connection)
        yield engine
    finally:
        engine.dispose()
