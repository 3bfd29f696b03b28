"""Who may see visitors unmasked, by which key, and who has."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import structlog
import typer

from contract.hall import HallFile
from hallcall.errors import CannotRun
from hallcall.options import AsJson, Database, HallForTimes, OneDay, load_hall
from hallcall.storage import events_of, journal_read
from hallcall.tables import show_table
from hallcall.typed import write_private

if TYPE_CHECKING:
    from caller.core.ports import Opening
    from journal import JournalReader
    from messaging.sealing import UnmaskingKeys

log = structlog.get_logger("caller")

COLUMNS: Final = ("when", "clerk", "window", "ticket", "reason")
_KIND: Final = "visitor_unmasked"


def unmasking_key(
    file: Annotated[
        Path, typer.Argument(help="Where the half that opens is written.", metavar="FILE")
    ],
) -> None:
    """Make a key for whole names and numbers of visitors: the hall file gets the half that seals,
    the panels of those who may see them the file with the half that opens.

    If the file is there, it gets a new key, and keeps the one before for what is sealed already.
    """
    from messaging.sealing import UnmaskingKeys

    keys = (_read(file) if file.exists() else UnmaskingKeys([])).rotated()
    try:
        write_private(file, str(keys))
    except OSError as error:
        raise CannotRun(f"cannot write the key to {file}: {error.strerror}") from None
    typer.echo(
        f"{file}: start the panels of those who may unmask with --unmasking-key-file {file},\n"
        "and write this into the hall file that every kiosk has, under [privacy]:\n"
        f'unmasking_key = "{keys.public[-1]}"'
    )


def unmasked(
    database: Database,
    *,
    hall: HallForTimes = None,
    day: OneDay = "",
    as_json: AsJson = False,
) -> None:
    """List which clerks have seen visitors unmasked: when, where, whose ticket, and why."""
    file = load_hall(hall).file if hall else None
    zone = file.time_zone if file else UTC
    with journal_read(database, file.hall.id if file else "") as reader:
        rows = [*_rows(reader, day, zone)]
    show_table(f"unmasked visitors, {day or 'all days'}", COLUMNS, rows, as_json=as_json)


def read_opening(file: Path | None, hall: HallFile) -> "Opening | None":
    """Return what opens whole cards with the keys in a file. A key that does not fit is no reason
    to leave a window without its panel: the log says so. Raises `CannotRun` if there is none."""
    if file is None:
        return None
    from contract.messages.commands import Sealed, WholeCard
    from messaging.sealing import SealBroken

    keys = _read(file)
    if hall.privacy.unmasking_key not in keys.public:
        hint = "hallcall unmasking-key makes both halves; give this panel the file it writes"
        log.warning("unmasking_key.differs", file=str(file), hint=hint)

    def opening(sealed: Sealed) -> WholeCard | None:
        try:
            return keys.open(sealed, hall.hall.id)
        except SealBroken as error:
            log.warning("whole_card.not_opened", why=str(error))
            return None

    return opening


def _read(file: Path) -> "UnmaskingKeys":
    from messaging.sealing import UnmaskingKeys, UnmaskingKeysInvalid

    try:
        return UnmaskingKeys.parse(file.read_text(encoding="utf-8"), source=str(file))
    except UnmaskingKeysInvalid as error:
        raise CannotRun(str(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRun(f"cannot read the unmasking key {file}: {error}") from None


def _rows(reader: "JournalReader", day: str, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    import msgspec

    from coordinator.domain.events import VisitorUnmasked

    decoder = msgspec.json.Decoder(VisitorUnmasked)
    for row in events_of(reader, day):
        if row.kind == _KIND:
            event = decoder.decode(row.body)
            at = f"{datetime.fromtimestamp(event.at_ms / 1000, zone):%Y-%m-%d %H:%M:%S}"
            yield at, str(event.clerk_id), event.window_id, event.number, event.reason
