"""`hallcall waits`: did the hall keep its word about the waits it told?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from enum import Enum
from itertools import groupby
from math import isnan
from typing import TYPE_CHECKING, Annotated, Final
from zoneinfo import ZoneInfo

import typer

from hallcall.errors import CannotRun
from hallcall.options import AsJson, Database, HallForTimes, OneDay, load_hall
from hallcall.storage import events_of, journal_read
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
    database: Database,
    *,
    hall: HallForTimes = None,
    day: OneDay = "",
    by: Annotated[By, typer.Option(help="A row for each of these.")] = By.GROUP,
    as_json: AsJson = False,
) -> None:
    """Compare the waits that citizens were told with those that came of them, from the journal.

    Minutes: bias is how much longer they waited than the median they were told, rmse its error, and
    last_wait_rmse that of the last wait in the line, for comparison. within_bound should be 0.9.
    """
    from coordinator.domain.estimate.kept import outcomes

    file = load_hall(hall).file if hall else None
    with journal_read(database, file.hall.id if file else "") as reader:
        found = list(outcomes(_events(reader, day)))
    if not found:
        raise CannotRun(f"{database} has no ticket that was called {f'on {day}' if day else 'yet'}")
    zone = file.time_zone if file else ZoneInfo("UTC")
    title = f"waits as told and as they came, {day or 'all days'}; minutes"
    show_table(title, COLUMNS, [*_rows(found, by, zone)], as_json=as_json)


def _events(reader: "JournalReader", day: str) -> "Iterator[AnyEvent]":
    import msgspec

    from coordinator.domain.events import AnyEvent

    decoder = msgspec.json.Decoder[AnyEvent](AnyEvent)
    for row in events_of(reader, day):
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
