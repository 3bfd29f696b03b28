"""Which steps of a visit are done where: desks work on files, and give nobody a ticket."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from contract.hall.lines import Path, Problem, Tables

_TICKETLESS: Final = ("desk", "cashier")


def problems(tables: Tables) -> Iterator[Problem]:
    """Yield what does not go together; what is no kind of step is reported elsewhere."""
    step_of = {str(row.get("id")): row.get("step", "window") for row in tables.get("group", ())}
    desks = {str(row.get("id")) for row in tables.get("window", ()) if row.get("kind") == "desk"}
    yield from _series(tables)
    yield from _misplaced_groups(tables, step_of)
    yield from _ticketless_at_kiosks(tables, step_of)
    for index, row in enumerate(tables.get("display", ())):
        if str(row.get("window")) in desks:
            problem = f'"{row["window"]}" is a desk of the back office, which no screen shows'
            yield ("display", index, "window"), problem


def _series(tables: Tables) -> Iterator[Problem]:
    for index, row in enumerate(tables.get("group", ())):
        step = row.get("step", "window")
        if step == "window" and "series" not in row:
            yield ("group", index, "series"), "is missing"
        elif step in _TICKETLESS and "series" in row:
            problem = f'nobody takes a ticket for a group with step = "{step}"; leave series out'
            yield ("group", index, "series"), problem
        if "appointments" in row and "series" not in row:
            problem = "the group gives no tickets, so nobody can come to it by appointment"
            yield ("group", index, "appointments"), problem


def _misplaced_groups(tables: Tables, step_of: Mapping[str, Any]) -> Iterator[Problem]:
    for index, row in enumerate(tables.get("window", ())):
        serves = row.get("serves")
        is_desk = row.get("kind") == "desk"
        for position, name in enumerate(serves if isinstance(serves, list) else ()):
            step = step_of.get(str(name))
            path: Path = ("window", index, "serves", position)
            if is_desk and step not in (None, "desk"):
                yield path, f'a desk serves groups with step = "desk" only, and "{name}" is none'
            elif step == "desk" and not is_desk:
                yield path, f'"{name}" is worked on at desks; give this window kind = "desk"'


def _ticketless_at_kiosks(tables: Tables, step_of: Mapping[str, Any]) -> Iterator[Problem]:
    for index, row in enumerate(tables.get("kiosk", ())):
        groups = row.get("groups")
        for position, name in enumerate(groups if isinstance(groups, list) else ()):
            step = step_of.get(str(name))
            if step in _TICKETLESS:
                problem = f'"{name}" has step = "{step}": nobody takes a ticket for it'
                yield ("kiosk", index, "groups", position), problem
