"""What does not go together about the displays of a hall file."""

from collections.abc import Iterator, Mapping
from typing import Any

from contract.hall.lines import Path, Problem, Tables


def problems(tables: Tables) -> Iterator[Problem]:
    """Yield displays that are misplaced or speak to no zone, and arrows that point nowhere."""
    zones = [row.get("id") for row in tables.get("zone", ())]
    zone_of = {str(row.get("id")): row.get("zone") for row in tables.get("window", ())}
    for index, row in enumerate(tables.get("display", ())):
        path: Path = ("display", index)
        yield from _misplaced(path, row, zone_of)
        if row.get("kind") == "window" and row.get("pictures") is not None:
            yield (*path, "pictures"), "a sign has no room for pictures; only a board has"
        yield from _unheard(path, row, zones)
        directions = row.get("directions")
        if not isinstance(directions, Mapping):
            continue
        if row.get("kind") == "window":
            problem = "a sign hangs over its window; only a board has directions"
            yield (*path, "directions"), problem
        yield from _misdirected(path, directions, row.get("zone"), zone_of)


def _misplaced(path: Path, row: Mapping[str, Any], zone_of: Mapping[str, Any]) -> Iterator[Problem]:
    window, zone = row.get("window"), row.get("zone")
    if row.get("kind") == "window" and window is None:
        yield path, 'a display of kind "window" needs window = "…"'
    elif row.get("kind") == "board" and window is not None:
        yield (*path, "window"), "a board shows a zone; leave window out"
    elif zone_of.get(str(window), zone) != zone:
        problem = f'window "{window}" is in zone "{zone_of[str(window)]}", not here'
        yield (*path, "zone"), problem


def _unheard(path: Path, row: Mapping[str, Any], zones: list[Any]) -> Iterator[Problem]:
    loudspeakers = row.get("loudspeakers")
    if not isinstance(loudspeakers, Mapping):
        return
    if loudspeakers and not row.get("voice"):
        yield (*path, "loudspeakers"), "it does not speak; add voice = true"
    devices: dict[Any, str] = {}
    for zone, device in loudspeakers.items():
        here: Path = (*path, "loudspeakers", zone)
        if zone not in zones:
            yield here, f'there is no zone "{zone}"'
        if device in devices:
            yield here, f'"{device}" speaks for zone "{devices[device]}" already'
        devices.setdefault(device, zone)


def _misdirected(
    path: Path, directions: Mapping[str, Any], zone: Any, zone_of: Mapping[str, Any]
) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for way, windows in directions.items():
        for position, window in enumerate(windows if isinstance(windows, list) else ()):
            here: Path = (*path, "directions", way, position)
            if window in seen:
                yield here, f'window "{window}" already lies to the "{seen[window]}"'
            elif zone_of.get(str(window), zone) != zone:
                problem = f'window "{window}" is in zone "{zone_of[str(window)]}", which this board'
                yield here, f"{problem} does not show"
            seen.setdefault(str(window), way)
