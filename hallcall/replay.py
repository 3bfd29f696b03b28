"""`hallcall replay`: what would a recorded day have been under another order of calling?"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import typer

from contract.hall import Policy, parse_hall, parse_policy
from contract.ids import GroupId, WindowId
from hallcall.errors import CannotRun
from hallcall.options import AsJson, Database, WhichHall, database_url
from hallcall.tables import show_table

if TYPE_CHECKING:
    from simulation.replay import Comparison

MINUTE_MS: Final = 60_000
FIGURES: Final = ("called", "mean_ms", "median_ms", "p90_ms", "longest_ms")

Serves: TypeAlias = Mapping[WindowId, Mapping[GroupId, int]]


def replay(
    database: Database,
    *,
    policy: Annotated[
        Path,
        typer.Option(help="A hall file, or a file with nothing but its [policy].", metavar="FILE"),
    ],
    day: Annotated[
        str, typer.Option(help="As 2026-11-22; left out, the last one.", metavar="DATE")
    ] = "",
    hall: WhichHall = "",
    as_json: AsJson = False,
) -> None:
    """Replay a recorded day under another policy, and compare the waits by group and class.

    Who came, how long each service took and when windows were open stay as recorded. A hall file
    also says which groups the windows serve; without it, they serve what they called that day.
    """
    from journal import JournalError

    wanted, serves = _read_policy(policy)
    try:
        title, result = _replayed(database, hall, wanted, serves, day)
    except JournalError as error:
        raise CannotRun(f"{database}: {error}") from error
    columns = ("group", "class", "services")
    if as_json:
        figures = (f"{when}_{name}" for when in ("recorded", "replayed") for name in FIGURES)
        show_table(title, (*columns, *figures), [*map(_exact, result)], as_json=True)
    else:
        figures = (name.removesuffix("_ms") for name in FIGURES)
        show_table(title, (*columns, *figures), [*map(_readable, result)], as_json=False)


def _replayed(
    database: str, hall: str, policy: Policy, serves: Serves | None, wanted_day: str
) -> tuple[str, "list[Comparison]"]:
    from coordinator.domain.policy import order_of
    from journal import JournalReader
    from simulation.replay import compare, play, read_day

    with JournalReader.open(database_url(database), hall) as reader:
        days = reader.days()
        if not days or (wanted_day and wanted_day not in days):
            known = f"it has {days[0]} to {days[-1]}" if days else "it is empty"
            raise CannotRun(f"{database} has no day {wanted_day or 'yet'}: {known}")
        name = wanted_day or days[-1]
        day = read_day(reader, name)
    waits_ms = play(day, order_of(policy, appointments=True), serves or day.groups_called)
    title = f"{reader.hall}, {name}: waits in minutes as recorded → with order = {policy.order}"
    return title, compare(day, waits_ms)


def _names(row: "Comparison") -> tuple[str, str, int]:
    any_class = "all" if row.any_class else "none"
    return row.group_id or "all", row.priority_id or any_class, row.services


def _exact(row: "Comparison") -> tuple[Any, ...]:
    figures = [getattr(when, name) for when in (row.recorded, row.replayed) for name in FIGURES]
    return (*_names(row), *map(round, figures))


def _readable(row: "Comparison") -> tuple[Any, ...]:
    called = f"{row.recorded.called} → {row.replayed.called}"
    minutes = (
        f"{getattr(row.recorded, name) / MINUTE_MS:.1f} → "
        f"{getattr(row.replayed, name) / MINUTE_MS:.1f}"
        for name in FIGURES[1:]
    )
    return (*_names(row), called, *minutes)


def _read_policy(path: Path) -> tuple[Policy, Serves | None]:
    """Return the policy and, if it is a whole hall file, what its windows serve."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRun(f"cannot read the policy file {path}: {error}") from None
    try:
        alone = tomllib.loads(text).keys() <= {"policy"}
    except tomllib.TOMLDecodeError:
        alone = False  # which the reader of hall files says better
    if alone:
        return parse_policy(text, file=str(path)), None
    file = parse_hall(text, file=str(path))
    return file.policy, {window.id: window.services for window in file.window}
