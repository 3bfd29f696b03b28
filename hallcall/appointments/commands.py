"""The commands: `import` and `list`."""

import csv
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from zoneinfo import ZoneInfo

import typer

from contract.ids import OFFICE_DEVICE
from hallcall.errors import CannotRun
from hallcall.options import (
    DEFAULT_BROKER,
    AsJson,
    BrokerUrl,
    HallPath,
    PasswordFile,
    load_hall,
    read_broker,
    read_credentials,
    read_key,
)
from hallcall.tables import show_table

if TYPE_CHECKING:
    from hallcall.appointments.reading import Booking
    from hallcall.appointments.register import Entry

app = typer.Typer(
    help="Bring lists of appointments into a hall, and see what became of them.",
    no_args_is_help=True,
)

_SENT: Final = ("line", "day", "time", "group", "code", "outcome")
_LISTED: Final = ("day", "time", "group", "item", "code", "status", "number")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV file with a line of headings.")],
    *,
    hall: HallPath,
    broker: BrokerUrl = DEFAULT_BROKER,
    password_file: PasswordFile = None,
    person_key_file: Annotated[
        Path | None,
        typer.Option(
            envvar="HALLCALL_PERSON_KEY_FILE",
            metavar="FILE",
            help="The key of the hall's kiosks. With it ID cards check in, and codes are made.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read the list, book nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Book the appointments of a list. A list with a mistake is not booked at all.

    Columns: day, time, group, and, if wanted, item, code, name, document; in English or Chinese.
    UTF-8 or GB18030. The same list again books nothing twice.
    """
    from hallcall.appointments.sending import send

    loaded = load_hall(hall).file
    bookings = _read(file, hall, person_key_file)
    zone = loaded.time_zone
    if dry_run:
        rows = [(*_line(booking, zone), "read") for booking in bookings]
        show_table(f"{file}: {len(bookings)} read, none booked", _SENT, rows, as_json=as_json)
        return
    credentials = read_credentials(OFFICE_DEVICE, password_file)
    results = send(loaded, bookings, broker=read_broker(broker), credentials=credentials)
    rows = [(*_line(result.booking, zone), result.outcome) for result in results]
    refused = sum(not result.ok for result in results)
    title = f"{file}: {len(results) - refused} booked or known, {refused} refused"
    show_table(title, _SENT, rows, as_json=as_json)
    if refused:
        raise CannotRun(f"{refused} of {len(results)} lines of {file} were refused")


def _read(file: Path, hall: Path, person_key_file: Path | None) -> "list[Booking]":
    """Return the bookings of a list. Raises `CannotRun` with every mistake."""
    from hallcall.appointments.reading import Reader
    from messaging.clock import now_ms

    key = read_key(person_key_file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CannotRun(f"cannot read {file}: {error.strerror}") from None
    bookings, mistakes = Reader(load_hall(hall).file, key=key, now_ms=now_ms()).read(data)
    if mistakes:
        named = "\n".join(f"{file}: {mistake}" for mistake in mistakes)
        raise CannotRun(f"{named}\nnothing was booked")
    return bookings


def _line(booking: "Booking", zone: ZoneInfo) -> tuple[object, ...]:
    begins = datetime.fromtimestamp(booking.slot_at_ms / 1000, zone)
    when = (f"{begins:%Y-%m-%d}", f"{begins:%H:%M}")
    return (booking.line, *when, booking.group_id, booking.code)


@app.command("list")
def list_(
    database: Annotated[
        str, typer.Argument(help="The journal: a file, or an SQLAlchemy URL.", metavar="DATABASE")
    ],
    *,
    hall: HallPath,
    day: Annotated[
        str, typer.Option(help="As 2026-11-22; left out, the last that has begun.", metavar="DATE")
    ] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the appointments of a day, past, present or to come, with what became of each.

    The status is booked, in_time, early or late for those who came, missed, or cancelled.
    """
    from hallcall.appointments.register import STATUSES, counted

    file = load_hall(hall).file
    entries, wanted = _entries(database, file.hall.id, day)
    zone = file.time_zone
    rows = [_row(entry, zone) for entry in entries]
    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(_LISTED)
        writer.writerows(rows)
        return
    show_table(f"appointments of {wanted}", _LISTED, rows, as_json=as_json)
    if not as_json:
        counts = counted(entries)
        totals = [
            (group, *(count[status] for status in STATUSES)) for group, count in counts.items()
        ]
        show_table("by group", ("group", *STATUSES), totals, as_json=False)


def _entries(database: str, hall: str, day: str) -> "tuple[list[Entry], str]":
    from msgspec.json import Decoder

    from coordinator.domain.events import AnyEvent
    from hallcall.appointments.register import register
    from journal import JournalError, JournalReader

    url = database if "://" in database else f"sqlite:///{database}"
    decoder: Decoder[AnyEvent] = Decoder(AnyEvent)
    try:
        with JournalReader.open(url, hall) as reader:
            days = reader.days()
            if not days:
                raise CannotRun(f"{database} has no day yet")
            wanted = day or days[-1]
            known = [each for each in days if each <= wanted]
            rows = reader.events_of_day(known[-1]) if known else ()
            found = register(decoder.decode(row.body) for row in rows)
    except JournalError as error:
        raise CannotRun(f"{database}: {error}") from error
    entries = [entry for entry in found.values() if entry.day == wanted]
    return sorted(entries, key=lambda entry: (entry.slot_at_ms, entry.group_id)), wanted


def _row(entry: "Entry", zone: ZoneInfo) -> tuple[str, ...]:
    begins = datetime.fromtimestamp(entry.slot_at_ms / 1000, zone)
    return (
        entry.day,
        f"{begins:%H:%M}",
        entry.group_id,
        entry.item_id or "",
        entry.code,
        entry.status,
        entry.number,
    )
