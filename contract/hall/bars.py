"""What does not go together about the LED bars of a hall file."""

from collections.abc import Iterator
from typing import Any

from contract.hall.lines import Path, Problem, Tables


def problems(tables: Tables) -> Iterator[Problem]:
    """Yield windows that are elsewhere or never call, and bars that a line cannot tell apart."""
    windows = {str(row.get("id")): row for row in tables.get("window", ())}
    seen: dict[tuple[Any, Any], str] = {}
    alone: dict[Any, str] = {}
    for index, row in enumerate(tables.get("bar", ())):
        path: Path = ("bar", index)
        window, name = windows.get(str(row.get("window"))), str(row.get("id", index + 1))
        if window is not None:
            yield from _misplaced(path, row, window)
        if not isinstance(row.get("url"), str):
            continue
        url, address = row["url"], row.get("address")
        if url in alone and (address is None or alone[url] == ""):
            yield path, f"{url} is a line of several bars: give each its own address"
        elif (url, address) in seen:
            problem = f"{address} is already the address of {seen[url, address]} on this line"
            yield (*path, "address"), problem
        seen.setdefault((url, address), name)
        alone[url] = "" if address is None else name


def _misplaced(path: Path, row: Any, window: Any) -> Iterator[Problem]:
    if window.get("kind") == "desk":
        problem = f'"{row["window"]}" is a desk of the back office, which no screen shows'
        yield (*path, "window"), problem
    elif window.get("zone") != row.get("zone"):
        problem = f'window "{row["window"]}" is in zone "{window.get("zone")}", not here'
        yield (*path, "zone"), problem
