"""Finds out whether a journal is as it was written: no event changed, missing, added or moved."""

from dataclasses import dataclass, field
from typing import Final, cast

from sqlalchemy import Connection, select

from journal import sqlite
from journal.chain import START, Head, chained
from journal.databases import reading_engine, translated
from journal.rows import EventRow
from journal.schema import hall_of
from journal.tables import events, heads

CHUNK_ROWS: Final = 1000
FAULTS_MAX: Final = 100
"""More are counted only: one row slipped in makes all later ones wrong."""


@dataclass
class Verdict:
    """What became of the events of a hall."""

    hall: str
    events: int = 0
    begin: Head = START
    """What the first event is chained to: where an archive ends that was taken out."""
    head: Head = START
    """Of the last event; written down elsewhere, it shows later whether all was written anew."""
    faults: list[str] = field(default_factory=list)
    """A sentence for each place where the rows are not as they were written, the first ones."""
    faults_count: int = 0

    def find(self, fault: str) -> None:
        """Note a fault."""
        self.faults_count += 1
        if len(self.faults) < FAULTS_MAX:
            self.faults.append(fault)


def verify(url: str, *, hall: str = "", known: Head | None = None) -> Verdict:
    """Read a hall's whole journal and check its chain; a coordinator may be writing to it.

    Args:
        hall: which one, if the database holds several.
        known: a head that was written down once; the journal must still hold it.

    Raises:
        JournalError: the database cannot be read.
    """
    engine = reading_engine(url)
    if sqlite.file_of(engine.url) is not None:
        sqlite.read_all_texts(engine)
    try:
        with translated(), engine.connect() as connection:
            return verified(connection, hall, known=known)
    finally:
        engine.dispose()


def verified(connection: Connection, hall: str = "", *, known: Head | None = None) -> Verdict:
    """Check the chain of a hall in this database, as this transaction sees it."""
    verdict = Verdict(hall_of(connection, hall))
    of_hall = heads.c.hall == verdict.hall
    end = connection.execute(select(heads).where(of_hall)).one()
    verdict.head = verdict.begin = Head(end.archived_position, end.archived_chain)
    columns = [events.c[name] for name in (*EventRow._fields, "chain")]
    query = select(*columns).where(events.c.hall == verdict.hall).order_by(events.c.position)
    for *row, chain in connection.execution_options(yield_per=CHUNK_ROWS).execute(query):
        _check(verdict, EventRow._make(row), chain, known)
    _check_end(verdict, Head(end.position, end.chain))
    if known is not None:
        _check_known(verdict, known)
    return verdict


def _check(verdict: Verdict, row: EventRow, chain: str, known: Head | None) -> None:
    before, place = verdict.head, cast("object", row.position)
    if not isinstance(place, int):  # a file keeps what it is given, whatever the column says
        verdict.find(f"a row was added: its position is {place!a}")
        return
    named = f"event {row.position} ({_shown(row.kind)}, {_shown(row.day)})"
    if row.position > before.position + 1:
        verdict.find(_span(before.position + 1, row.position - 1, "missing"))
    elif row.position <= before.position:
        verdict.find(f"{named} was added: the journal begins after {before.position}")
        return
    elif not _follows(before, verdict.hall, row, chain):
        verdict.find(f"{named} was changed, or is not what followed event {before.position}")
    if known is not None and known.position == row.position and known.chain != chain:
        verdict.find(f"{named} or one before it was written anew: its chain is not the known one")
    verdict.events += 1
    verdict.head = Head(row.position, chain)


def _follows(before: Head, hall: str, row: EventRow, chain: object) -> bool:
    try:
        return chained(before.chain, hall, row) == chain
    except TypeError:  # bytes, where the writer writes texts and numbers
        return False


def _shown(text: object) -> str:
    """Return what stands there so that every terminal can show it."""
    return str(text).encode("utf-8", "backslashreplace").decode()


def _check_known(verdict: Verdict, known: Head) -> None:
    """Find the head that was written down, unless `_check` has met its event."""
    begin = verdict.begin
    if known.position > verdict.head.position:
        verdict.find(f"event {known.position}, whose head was written down, is not there")
    elif known.position < begin.position:
        verdict.find(
            f"event {known.position}, whose head was written down, is in an archive: "
            f"this journal goes on from {begin.position}; give the head to verify with that file"
        )
    elif known.position == begin.position and known != begin:
        verdict.find(f"this journal does not go on from {known}, but from {begin}")


def _check_end(verdict: Verdict, end: Head) -> None:
    """Compare the last event with the end that the writer noted."""
    last = verdict.head
    if last.position < end.position:
        verdict.find(_span(last.position + 1, end.position, "missing at the end"))
    elif last.position > end.position:
        verdict.find(_span(end.position + 1, last.position, "added at the end"))
    elif last.chain != end.chain:
        verdict.find(f"event {last.position}, the last one, was written anew")


def _span(first: int, last: int, what: str) -> str:
    return f"event {first} is {what}" if first == last else f"events {first} to {last} are {what}"
