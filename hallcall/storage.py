"""What a technician does with a journal: prove it, copy it, read it anew, put old days away."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hallcall.errors import EXIT_FAILED, CannotRun
from hallcall.options import AsJson, Database, WhichHall, database_url, without_password

if TYPE_CHECKING:
    from journal import EventRow, Head, JournalReader, Verdict


def verify(
    database: Database,
    *,
    expect: Annotated[
        str, typer.Option(help="A head that verify has printed before.", metavar="POSITION:HASH")
    ] = "",
    hall: WhichHall = "",
    as_json: AsJson = False,
) -> None:
    """Find out whether the journal is as it was written; exit code 1 if it is not.

    Every event that was changed, removed, added or moved is named. Print the head now and then and
    keep it elsewhere: with --expect it also shows whether somebody has written everything anew.
    """
    from journal import verify

    known = _head(expect) if expect else None
    with journal_errors(database):
        _tell(verify(database_url(database), hall=hall, known=known), as_json=as_json)


def rebuild(database: Database, *, hall: WhichHall = "") -> None:
    """Make the tables that reports read from again, from the events.

    With SQLite the coordinator must not run. It does the same by itself after an update.
    """
    from coordinator.adapters.store import read_anew
    from coordinator.service.ports import StoreUnavailable
    from journal import Journal, JournalReader

    url = database_url(database)
    with journal_errors(database):
        with JournalReader.open(url, hall) as reader:
            hall = reader.hall
        journal = Journal.open(url, hall)
        try:
            typer.echo(f"{hall}: the tables are made again from {read_anew(journal)} events")
        except StoreUnavailable as error:
            raise CannotRun(f"{without_password(database)}: {error}") from error
        finally:
            journal.close()


def backup(
    database: Database,
    file: Annotated[Path, typer.Argument(help="A new file.", metavar="FILE")],
    *,
    hall: WhichHall = "",
    as_json: AsJson = False,
) -> None:
    """Write the whole journal of a hall into a new SQLite file, and verify it.

    The coordinator may run.
    """
    from journal import back_up

    with journal_errors(database):
        _tell(back_up(database_url(database), file, hall=hall), as_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.", metavar="FILE")],
    database: Database,
    *,
    as_json: AsJson = False,
) -> None:
    """Write a backup into a new file, or a server's database without this hall, and verify it."""
    from journal import restore

    with journal_errors(database):
        verdict = restore(file, database_url(database))
    if verdict.faults:
        typer.echo(
            f"{file} was so when it was written, or since; it is restored as it is", err=True
        )
    _tell(verdict, as_json=as_json)


def archive(
    database: Database,
    file: Annotated[Path, typer.Argument(help="A new file.", metavar="FILE")],
    *,
    before: Annotated[
        str, typer.Option(help="As 2026-01-01: the first day that stays.", metavar="DATE")
    ],
    hall: WhichHall = "",
    as_json: AsJson = False,
) -> None:
    """Move the events of old days into a new file, which is a journal of its own.

    The last day always stays, and so do the tables that reports read from. With SQLite the
    coordinator must not run.
    """
    from journal import archive

    with journal_errors(database):
        verdict = archive(database_url(database), file, before=_day(before), hall=hall)
    if verdict is None:
        raise CannotRun(
            f"{database} has no events before {before} but those of its last day, which stays; "
            "nothing is changed"
        )
    if verdict.faults:
        typer.echo(f"nothing is taken out of the database; {file} is a copy", err=True)
    _tell(verdict, as_json=as_json)


@contextmanager
def journal_read(database: str, hall: str = "") -> "Iterator[JournalReader]":
    """Open a journal to read in it. Raises `CannotRun`."""
    from journal import JournalReader

    with journal_errors(database), JournalReader.open(database_url(database), hall) as reader:
        yield reader


def events_of(reader: "JournalReader", day: str) -> "Iterator[EventRow]":
    """Yield the events of one day, as 2026-11-22; of all days if it is ""."""
    for each in [day] if day else reader.days():
        yield from reader.events_of_day(each)


@contextmanager
def journal_errors(database: str) -> Iterator[None]:
    """Say in one sentence what is wrong with a database."""
    from journal import JournalError

    try:
        yield
    except JournalError as error:
        raise CannotRun(f"{without_password(database)}: {error}") from error


def _tell(verdict: "Verdict", *, as_json: bool) -> None:
    if as_json:
        facts = {
            "hall": verdict.hall,
            "events": verdict.events,
            "goes_on_from": str(verdict.begin) if verdict.begin.position else "",
            "head": str(verdict.head),
            "faults": verdict.faults,
            "faults_count": verdict.faults_count,
        }
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        for fault in verdict.faults:
            typer.echo(fault)
        if verdict.faults_count > len(verdict.faults):
            typer.echo(f"and {verdict.faults_count - len(verdict.faults)} more")
        as_written = "NOT as they were written" if verdict.faults_count else "as they were written"
        typer.echo(f"{verdict.hall}: {verdict.events} events are {as_written}")
        if verdict.begin.position:
            typer.echo(f"they go on from {verdict.begin}, the head of an archive")
        typer.echo(f"head {verdict.head}")
    if verdict.faults_count:
        raise typer.Exit(EXIT_FAILED)


def _head(text: str) -> "Head":
    from journal import Head

    position, _, chain = text.partition(":")
    if not position.isdecimal() or not chain:
        raise typer.BadParameter("write POSITION:HASH, as verify prints it", param_hint="--expect")
    return Head(int(position), chain)


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter("write a day as 2026-01-01", param_hint="--before") from None
