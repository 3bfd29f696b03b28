"""What a technician does with what is known of visitors: new keys, and erasure on request."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contract.ids import PersonHash
from hallcall.errors import CannotRun
from hallcall.options import Database, WhichHall, database_url, read_key
from hallcall.storage import journal_errors

if TYPE_CHECKING:
    from journal import VisitorFile


def rotate_key(
    databases: Annotated[
        list[str] | None,
        typer.Argument(help="Every journal that has this file of keys.", metavar="[DATABASE]..."),
    ] = None,
    *,
    data_keys: Annotated[
        Path,
        typer.Option(envvar="HALLCALL_DATA_KEYS_FILE", metavar="FILE", help="The file of keys."),
    ],
) -> None:
    """Make a new key for what is kept of visitors, and seal under it what is sealed already.

    If there is no file of keys, one is made. The coordinator may run: it sees the new key at once.
    The key before stays in the file until the next time; older ones are gone, and with them what
    old backups hold of visitors.
    """
    from coordinator.adapters.visitors import reseal
    from journal import KeyFile, KeysInvalid

    if not databases and data_keys.exists():
        raise CannotRun(
            f"{data_keys} is there already: name every database that has these keys, so that what "
            "they have sealed is sealed anew; the key before the last opens nothing after this"
        )
    with ExitStack() as opened:  # all of them, before a key is gone
        halls = [each for database in databases or () for each in _halls(opened, database)]
        try:
            keys = KeyFile(data_keys).rotate()
        except KeysInvalid as error:
            raise CannotRun(str(error)) from None
        with journal_errors(" ".join(databases or ())):
            done = [
                each.reseal(lambda row: reseal(keys, row), key_id=keys.newest) for each in halls
            ]
    changed, closed = (sum(counts) for counts in zip((0, 0), *done, strict=True))
    typer.echo(f"{data_keys}: {keys.newest} is the key from now on; {changed} visitors sealed anew")
    if closed:
        typer.echo(f"{closed} visitors stay as they are: these keys do not open them")


def _halls(opened: ExitStack, database: str) -> "Sequence[VisitorFile]":
    from journal import VisitorFile

    with journal_errors(database):
        return opened.enter_context(VisitorFile.of_all_halls(database_url(database)))


def erase_person(
    database: Database,
    *,
    ticket: Annotated[
        list[str] | None, typer.Option(help="As 2026-11-22.A012, or a booking's id.", metavar="ID")
    ] = None,
    person_key_file: Annotated[
        Path | None,
        typer.Option(
            envvar="HALLCALL_PERSON_KEY_FILE",
            metavar="FILE",
            help="The key of the kiosks: then a document's number is asked for.",
        ),
    ] = None,
    hall: WhichHall = "",
) -> None:
    """Erase what is kept of a person, by tickets or by the number of a document.

    The journal stays as it is: it holds no person. The coordinator may run.
    """
    from journal import VisitorFile

    if not ticket and person_key_file is None:
        raise CannotRun("say whom: --ticket, or --person-key-file to be asked for a document")
    key = read_key(person_key_file)
    number = typer.prompt("number of the document", hide_input=True) if key else ""
    with journal_errors(database), VisitorFile.open(database_url(database), hall) as visitors:
        days = {row.day for row in visitors.rows()}
        persons = _hashes(key, days, number) if key else ()
        erased = visitors.erase(persons=persons, about=ticket or ())
    if not erased:
        raise CannotRun(
            "nothing was erased: nothing is kept with these tickets or this document; it may have "
            "been erased at the end of its day already, or the number is another"
        )
    typer.echo(f"erased what was kept with {erased} tickets and bookings")
    if visitors.is_left_in_log:
        typer.echo(
            "sealed, it stands in the write-ahead log still: the disk is full, or somebody reads; "
            "a coordinator that runs empties the log as soon as that has ended"
        )


def _hashes(key: bytes, days: set[str], number: str) -> list[PersonHash]:
    """Return what a document is known as on each day."""
    from kiosk.core.persons import person_hash

    return [person_hash(key, day, number.strip().upper()) for day in sorted(days)]
