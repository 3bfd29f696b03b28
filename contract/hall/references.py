"""What the types alone cannot say of a hall file: names that must exist, ids that must be one.

Works on the raw tables, so that a dangling name is reported beside every other mistake.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from contract.hall import bars, blocks, bundles, displays, steps, tickets
from contract.hall.lines import Path, Problem, Tables
from contract.hall.policy import PARAMETERS
from contract.ids import RESERVED_DEVICES

NAMES_SHOWN_MAX: Final = 12

REFERENCES: Final = (
    ("group", "department", "department"),
    ("group", "series", "series"),
    ("item", "group", "group"),
    ("window", "zone", "zone"),
    ("window", "serves", "group"),
    ("outcome", "groups", "group"),
    ("note", "groups", "group"),
    ("ticket", "groups", "group"),
    ("ticket", "kiosks", "kiosk"),
    ("notice", "zones", "zone"),
    ("bundle", "services", "item"),
    ("kiosk", "zone", "zone"),
    ("kiosk", "groups", "group"),
    ("caller", "window", "window"),
    ("caller", "clerk", "clerk"),
    ("display", "zone", "zone"),
    ("display", "window", "window"),
    ("display", "directions", "window"),
    ("bar", "zone", "zone"),
    ("bar", "window", "window"),
)
"""Table, key, and the table whose ids the key may name."""

DEVICE_TABLES: Final = ("kiosk", "caller", "display", "bar")
_ID_SPACES: Final = (
    ("department",), ("series",), ("group",), ("item",), ("priority",), ("zone",), ("window",),
    ("clerk",), ("outcome",), ("note",), ("notice",), ("bundle",), DEVICE_TABLES,
)  # fmt: skip
"""Tables that share one space of ids: kiosks, callers, displays and bars are all devices."""


def problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong between the tables of `data`."""
    tables = _tables(data)
    yield from _dangling(tables)
    yield from _repeated_ids(tables)
    yield from _repeated(tables, "window", "number")
    yield from _repeated(tables, "series", "letter")
    yield from _impossible_series(tables)
    yield from _unserved_groups(tables)
    yield from steps.problems(tables)
    yield from blocks.problems(tables)
    yield from bundles.problems(tables)
    yield from tickets.problems(tables)
    yield from displays.problems(tables)
    yield from bars.problems(tables)
    yield from _misplaced_weights(tables)
    yield from _impossible_keypads(tables)
    yield from _two_ways_to_rate(tables)
    yield from _windows_without_a_panel(tables)
    yield from _reserved_device_ids(tables)
    yield from unread_parameters(data.get("policy"))
    yield from _unknown_rates(data.get("policy"), tables)
    yield from _unknown_quick_series(data.get("desk"), tables)
    yield from _nothing_to_unmask(data.get("privacy"), tables)


def _tables(data: Mapping[str, Any]) -> Tables:
    return {
        name: [row if isinstance(row, Mapping) else {} for row in rows]
        for name, rows in data.items()
        if isinstance(rows, list)
    }


def _dangling(tables: Tables) -> Iterator[Problem]:
    for table, key, target in REFERENCES:
        known = _ids(tables, target)
        for index, row in enumerate(tables.get(table, ())):
            for path, name in _names_in(row.get(key), (table, index, key)):
                if name not in known:
                    yield path, _no_such(target, name, known)


def _names_in(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the names that a key gives: one, a list, or lists in a table."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for position, each in enumerate(value):
            yield from _names_in(each, (*path, position))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _names_in(each, (*path, key))


def _ids(tables: Tables, table: str) -> list[str]:
    return [row["id"] for row in tables.get(table, ()) if isinstance(row.get("id"), str)]


def _no_such(target: str, name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    if close:
        return f'there is no {target} "{name}"; did you mean "{close[0]}"?'
    if not known:
        return f'there is no {target} "{name}": the file names none at all'
    shown = ", ".join(known[:NAMES_SHOWN_MAX]) + (", …" if len(known) > NAMES_SHOWN_MAX else "")
    return f'there is no {target} "{name}"; known: {shown}'


def _repeated_ids(tables: Tables) -> Iterator[Problem]:
    for space in _ID_SPACES:
        seen: dict[str, str] = {}
        for table in space:
            for index, row in enumerate(tables.get(table, ())):
                name = row.get("id")
                if not isinstance(name, str):
                    continue
                if name in seen:
                    article = "an" if seen[name].startswith(("i", "o")) else "a"
                    problem = f'"{name}" is already the id of {article} {seen[name]}'
                    yield (table, index, "id"), problem
                seen.setdefault(name, table)


def _repeated(tables: Tables, table: str, key: str) -> Iterator[Problem]:
    seen: dict[Any, str] = {}
    for index, row in enumerate(tables.get(table, ())):
        value = row.get(key)
        if not isinstance(value, str | int):
            continue
        if value in seen:
            yield (table, index, key), f"{value} is already the {key} of {table} {seen[value]}"
        seen.setdefault(value, str(row.get("id", index + 1)))


def _impossible_series(tables: Tables) -> Iterator[Problem]:
    for index, row in enumerate(tables.get("series", ())):
        first, last, digits = row.get("first", 1), row.get("last", 999), row.get("digits", 3)
        if not all(isinstance(value, int) for value in (first, last, digits)):
            continue
        if last < first:
            problem = f"the last number, {last}, is before the first, {first}"
            yield ("series", index, "last" if "last" in row else "first"), problem
        elif len(str(last)) > digits:
            problem = f"the last number, {last}, does not fit into {digits} digits"
            yield ("series", index, "last" if "last" in row else "digits"), problem


def _unserved_groups(tables: Tables) -> Iterator[Problem]:
    served = {
        name
        for row in tables.get("window", ())
        if isinstance(row.get("serves"), list)
        for name in row["serves"]
        if isinstance(name, str)
    }
    for index, row in enumerate(tables.get("group", ())):
        name = row.get("id")
        if isinstance(name, str) and name not in served:
            yield (
                ("group", index, "id"),
                f'no window serves "{name}": its tickets would never be called',
            )


def _misplaced_weights(tables: Tables) -> Iterator[Problem]:
    for index, row in enumerate(tables.get("window", ())):
        weights, serves = row.get("weights"), row.get("serves")
        for name in weights if isinstance(weights, Mapping) else ():
            if isinstance(serves, list) and name not in serves:
                yield ("window", index, "weights", name), f'the window does not serve "{name}"'


def _impossible_keypads(tables: Tables) -> Iterator[Problem]:
    for index, row in enumerate(tables.get("caller", ())):
        keypad = row.get("keypad")
        if not isinstance(keypad, Mapping):
            continue
        call, rating = keypad.get("call_address"), keypad.get("rating_address")
        if call is None and rating is None:
            problem = "neither call_address nor rating_address: no keypad is there"
            yield ("caller", index, "keypad"), problem
        elif call == rating:
            problem = f"{rating} is already the call_address; every keypad of a bus has its own"
            yield ("caller", index, "keypad", "rating_address"), problem


def _two_ways_to_rate(tables: Tables) -> Iterator[Problem]:
    for index, row in enumerate(tables.get("caller", ())):
        keypad = row.get("keypad")
        has_keypad = isinstance(keypad, Mapping) and keypad.get("rating_address") is not None
        if row.get("screen_rating") is True and has_keypad:
            problem = "the window has a rating keypad; leave screen_rating out"
            yield ("caller", index, "screen_rating"), problem


def _windows_without_a_panel(tables: Tables) -> Iterator[Problem]:
    with_pin = {row.get("id") for row in tables.get("clerk", ()) if row.get("pin") is True}
    for index, row in enumerate(tables.get("caller", ())):
        clerk, keypad = row.get("clerk"), row.get("keypad")
        if row.get("panel") is not False:
            if clerk is not None:
                problem = "clerks sign in at the panel themselves; clerk needs panel = false"
                yield ("caller", index, "clerk"), problem
            continue
        if not isinstance(keypad, Mapping) or keypad.get("call_address") is None:
            problem = "without a panel it needs a keypad with a call_address, or nobody can call"
            yield ("caller", index, "panel"), problem
        if row.get("screen_rating") is True:
            problem = "without a panel there is no screen to rate on"
            yield ("caller", index, "screen_rating"), problem
        if clerk in with_pin:
            problem = f'"{clerk}" signs in with a PIN, which a keypad cannot take'
            yield ("caller", index, "clerk"), problem


def _reserved_device_ids(tables: Tables) -> Iterator[Problem]:
    for table in DEVICE_TABLES:
        for index, row in enumerate(tables.get(table, ())):
            if row.get("id") in RESERVED_DEVICES:
                yield (table, index, "id"), f'"{row["id"]}" is the name of another account'


def _unknown_rates(policy: Any, tables: Tables) -> Iterator[Problem]:
    known = _ids(tables, "priority")
    rates = policy.get("rates") if isinstance(policy, Mapping) else None
    for name in rates if isinstance(rates, Mapping) else ():
        if name not in known:
            yield ("policy", "rates", name), _no_such("priority", name, known)


def _unknown_quick_series(desk: Any, tables: Tables) -> Iterator[Problem]:
    name = desk.get("quick_series") if isinstance(desk, Mapping) else None
    known = _ids(tables, "series")
    if isinstance(name, str) and name not in known:
        yield ("desk", "quick_series"), _no_such("series", name, known)


def _nothing_to_unmask(privacy: Any, tables: Tables) -> Iterator[Problem]:
    if isinstance(privacy, Mapping) and privacy.get("unmasking_key") is not None:
        return
    for index, row in enumerate(tables.get("clerk", ())):
        if row.get("unmasks") is True:
            problem = "needs unmasking_key in [privacy]; `hallcall unmasking-key` makes one"
            yield ("clerk", index, "unmasks"), problem


def unread_parameters(policy: Any) -> Iterator[Problem]:
    """Yield the keys that the chosen order of calling does not read."""
    order = policy.get("order", "strict") if isinstance(policy, Mapping) else None
    for key in PARAMETERS.keys() & policy.keys() if order is not None else ():
        if PARAMETERS[key] != order:
            yield ("policy", key), f'counts only with order = "{PARAMETERS[key]}"'
