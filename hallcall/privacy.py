"""What a technician does with what is known of visitors: new keys, and erasure on request."""

from pathlib import Path
from typing import Annotated

import typer

from contract.ids import PersonHash
from hallcall.errors import CannotRun
from hallcall.options import Database, WhichHall, database_url, read_key
from hallcall.storage import journal_errors


def rotate_key(
    database: Annotated[
        str, typer.Argument(help="The journal, if there is one yet.", metavar="[DATABASE]")
    ] = "",
    *,
    data_keys: Annotated[
        Path,
        typer.Option(envvar="HALLCALL_DATA_KEYS_FILE", metavar="FILE", help="The file of keys."),
    ],
    hall: WhichHall = "",
) -> None:
    """Make a new key for what is kept of visitors, and seal under it what is sealed already.

    If there is no file of keys, one is made. The coordinator may run: it sees the new key at once.
    The key before stays in the file until the next time; older ones are gone, and with them what
    old backups hold of visitors.
    """
    from coordinator.adapters.visitors import reseal
    from journal import KeyFile, VisitorFile

    changed = 0
    with journal_errors(database or str(data_keys)):
        keys = KeyFile(data_keys).rotate()
        if database:
            with VisitorFile.open(database_url(database), hall) as visitors:
                changed = visitors.reseal(lambda row: reseal(keys, row), key_id=keys.newest)
    typer.echo(f"{data_keys}: {keys.newest} is the key from now on; {changed} visitors sealed anew")


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


def _hashes(key: bytes, days: set[str], number: str) -> list[PersonHash]:
    """Return what a document is known as on each day."""
    from kiosk.core.persons import person_hash

    return [person_hash(key, day, number.strip().upper()) for day in sorted(days)]
