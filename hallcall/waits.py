"""`hallcall waits`: did the hall keep its word about the waits it told?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from enum import Enum
from itertools import groupby
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from zoneinfo import ZoneInfo

import typer

from hallcall.errors import CannotRun
from hallcall.options import AsJson, load_hall
from hallcall.tables import show_table

if TYPE_CHECKING:
    from coordinator.domain.estimate.kept import Kept, Outcome
    from coordinator.domain.events import AnyEvent
    from journal import JournalReader

_MINUTE_MS: Final = 60_000
COLUMNS: Final = (
    "group",
    "hour",
    "tickets",
    "told",
    "mean_wait",
    "bias",
    "rmse",
    "last_wait_rmse",
    "within_bound",
)


class By(Enum):
    """What the rows are."""

    GROUP = "group"
    HOUR = "hour"
    BOTH = "both"


def waits(
    database: Annotated[
        str, typer.Argument(help="The journal: a file, or an SQLAlchemy URL.", metavar="DATABASE")
    ],
    *,
    hall: Annotated[
        Path | None,
        typer.Option(
            help="The hall file, for its time zone; hours are UTC without. It also says which "
            "hall, if the database holds several.",
            metavar="FILE",
        ),
    ] = None,
    day: Annotated[
        str, typer.Option(help="As 2026-11-22; left out, all of them.", metavar="DATE")
    ] = "",
    by: Annotated[By, typer.Option(help="A row for each of these.")] = By.GROUP,
    as_json: AsJson = False,
) -> None:
    """Compare the waits that citizens were told with those that came of them, from the journal.

    Minutes: bias is how much longer they waited than the median they were told, rmse its error, and
    last_wait_rmse that of the last wait in the line, for comparison. within_bound should be 0.9.
    """
    from coordinator.domain.estimate.kept import outcomes
    from journal import JournalError, JournalReader

    url = database if "://" in database else f"sqlite:///{database}"
    file = load_hall(hall).file if hall else None
    try:
        with JournalReader.open(url, file.hall.id if file else "") as reader:
            found = list(outcomes(_events(reader, day)))
    except JournalError as error:
        raise CannotRun(f"{database}: {error}") from error
    if not found:
        raise CannotRun(f"{database} has no ticket that was called {f'on {day}' if day else 'yet'}")
    zone = file.time_zone if file else ZoneInfo("UTC")
    title = f"waits as told and as they came, {day or 'all days'}; minutes"
    show_table(title, COLUMNS, [*_rows(found, by, zone)], as_json=as_json)


def _events(reader: "JournalReader", day: str) -> "Iterator[AnyEvent]":
    import msgspec

    from coordinator.domain.events import AnyEvent

    decoder = msgspec.json.Decoder[AnyEvent](AnyEvent)
    for each in [day] if day else reader.days():
        for row in reader.events_of_day(each):
            yield decoder.decode(row.body)


def _rows(
    found: "Iterable[Outcome]", by: By, zone: ZoneInfo
) -> Iterator[tuple[str | float | None, ...]]:
    from coordinator.domain.estimate.kept import kept

    key = _key(by, zone)
    waits = sorted(found, key=key)
    yield "all", "all", *_figures(kept(waits))
    for names, some in groupby(waits, key=key):
        yield *names, *_figures(kept(list(some)))


def _key(by: By, zone: ZoneInfo) -> "Callable[[Outcome], tuple[str, str]]":
    def key(each: "Outcome") -> tuple[str, str]:
        hour = datetime.fromtimestamp(each.issued_at_ms / 1000, UTC).astimezone(zone).hour
        return (
            "all" if by is By.HOUR else each.group_id,
            "all" if by is By.GROUP else f"{hour:02}",
        )

    return key


def _figures(row: "Kept") -> tuple[float | None, ...]:
    minutes = (row.mean_ms, row.bias_ms, row.rmse_ms, row.last_rmse_ms)
    figures = (*(each / _MINUTE_MS for each in minutes), row.within_bound)
    return (row.tickets, row.told, *(None if isnan(each) else round(each, 2) for each in figures))
