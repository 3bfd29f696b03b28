"""The numbers that kiosks give alone: inside their series, and no two kiosks' the same.

Works on the raw tables, as `references` does.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeGuard

from contract.hall.lines import Path, Problem, Tables


class _Block(NamedTuple):
    kiosk: str
    first: int
    last: int
    path: Path
    """Of the number at which it ends."""


def problems(tables: Tables) -> Iterator[Problem]:
    """Yield what is wrong with the blocks; what is no block is reported elsewhere."""
    taken: dict[str, list[_Block]] = {}
    series_of = {str(row.get("id")): row for row in tables.get("series", ())}
    for index, row in enumerate(tables.get("kiosk", ())):
        block = _block_of(index, row)
        if block is None:
            continue
        if block.last < block.first:
            yield block.path, f"the last number, {block.last}, is before the first, {block.first}"
            continue
        for name in _series_at(row, tables):
            yield from _outside(block, name, series_of.get(name, {}))
            yield from _overlapping(block, name, taken.setdefault(name, []))
            taken[name].append(block)


def _block_of(index: int, row: Mapping[str, Any]) -> _Block | None:
    alone = row.get("alone")
    if not isinstance(alone, Mapping):
        return None
    first, last = alone.get("first"), alone.get("last")
    if not (_whole(first) and _whole(last)):
        return None
    return _Block(str(row.get("id")), first, last, ("kiosk", index, "alone", "last"))


def _series_at(row: Mapping[str, Any], tables: Tables) -> list[str]:
    """Return the series whose numbers the kiosk gives, each once."""
    wanted = row.get("groups") or ()
    series = (
        group.get("series")
        for group in tables.get("group", ())
        if not wanted or group.get("id") in wanted
    )
    return [*dict.fromkeys(name for name in series if isinstance(name, str))]


def _outside(block: _Block, name: str, series: Mapping[str, Any]) -> Iterator[Problem]:
    first, last = series.get("first", 1), series.get("last", 999)
    if not _whole(first) or not _whole(last) or last < first:
        return
    if block.first < first or block.last > last:
        yield (
            block.path,
            f'series "{name}" has the numbers {first} to {last}, not {block.first} to {block.last}',
        )
    elif (block.first, block.last) == (first, last):
        yield block.path, f'these are all numbers of series "{name}": none is left for the hall'


def _overlapping(block: _Block, name: str, taken: list[_Block]) -> Iterator[Problem]:
    for other in taken:
        if block.first <= other.last and other.first <= block.last:
            yield (
                block.path,
                f'kiosk "{other.kiosk}" has {other.first} to {other.last} of series "{name}"',
            )


def _whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
