"""Who takes part in a hall under attack, and the hall file it is run by."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from contract.hall import CallerPanel, Display, HallFile, Kiosk, parse_hall
from contract.ids import DeviceId, GroupId, WindowId
from simulation.plan import HallTooSmall, clerks_without_pin

MID_DAY_HOUR: Final = 14
LIGHT_KIOSKS: Final = 3
LIGHT_CALLERS_MAX: Final = 5
LIGHT_DISPLAYS_MAX: Final = 10

_LIGHT_KIOSK: Final = """
[[kiosk]]
id = "light-{place}"
zone = "{zone}"
printer = {{ url = "/dev/null" }}
"""


@dataclass(frozen=True)
class Cast:
    """Real programs are kiosk, panel and displays; the others are light."""

    kiosk: Kiosk
    panel: CallerPanel
    board: Display
    sign: Display | None
    light_kiosks: tuple[Kiosk, ...]
    light_callers: tuple[CallerPanel, ...]
    light_displays: tuple[Display, ...]
    group_ids: tuple[GroupId, ...]
    """The groups for which tickets are taken: each is served by a light clerk."""


def write_hall_file(source: Path, target: Path) -> HallFile:
    """Write a hall file with some more kiosks, and with a time zone in which it is mid-day."""
    text = source.read_text(encoding="utf-8")
    file = parse_hall(text, file=str(source))
    if not file.kiosk:
        raise HallTooSmall("the hall file has no [[kiosk]]")
    hours_east = (MID_DAY_HOUR - datetime.now(UTC).hour + 11) % 24 - 11
    zone = f'time_zone = "Etc/GMT{-hours_east:+d}"'  # whose sign is that of POSIX: west is plus
    text = re.sub(r"(?m)^time_zone = .*$", zone, text)
    for place in range(1, LIGHT_KIOSKS + 1):
        text += _LIGHT_KIOSK.format(place=place, zone=file.kiosk[0].zone)
    target.write_text(text, encoding="utf-8")
    return parse_hall(text, file=str(target))


def _light_displays(
    hall: HallFile, real: set[DeviceId], windows: set[WindowId]
) -> tuple[Display, ...]:
    """Return those where most happens first."""
    others = [entry for entry in hall.display if entry.id not in real]
    others.sort(key=lambda entry: entry.window is not None and entry.window not in windows)
    return tuple(others[:LIGHT_DISPLAYS_MAX])


def choose_cast(hall: HallFile) -> Cast:
    """Choose who takes part. Raises `HallTooSmall`."""
    callers = [caller for caller in hall.caller if hall.windows[caller.window].kind == "window"]
    boards = sorted(
        (entry for entry in hall.display if entry.kind == "board"), key=lambda d: not d.voice
    )
    if len(callers) < 2 or not boards:  # noqa: PLR2004 - a real one, and a light one
        raise HallTooSmall("the hall file needs two [[caller]] at windows, and a board")
    panel, *others = callers
    light = tuple(others[:LIGHT_CALLERS_MAX])
    if len(clerks_without_pin(hall)) <= len(light):
        raise HallTooSmall(f"{1 + len(light)} panels need as many [[clerk]] entries without a PIN")
    served = {group for caller in light for group in hall.windows[caller.window].serves}
    signs = [entry for entry in hall.display if entry.window == panel.window]
    real = {boards[0].id, *(sign.id for sign in signs[:1])}
    kiosks = [kiosk for kiosk in hall.kiosk if kiosk.id.startswith("light-")]
    return Cast(
        kiosk=hall.kiosk[0],
        panel=panel,
        board=boards[0],
        sign=signs[0] if signs else None,
        light_kiosks=tuple(kiosks),
        light_callers=light,
        light_displays=_light_displays(hall, real, {caller.window for caller in light}),
        group_ids=tuple(
            group.id for group in hall.group if group.gives_tickets and group.id in served
        ),
    )
