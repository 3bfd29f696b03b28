"""Hall files for tests: the ones that are shipped, and a small one to make mistakes in."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from contract.hall import HallFile, parse_hall

HALLS: Final = Path(__file__).parents[2] / "halls"
MID_DAY_HOUR: Final = 16  # the street hall begins its days at four

SMALL_HALL: Final = """\
[hall]
id = "small"
name = { zh = "小厅", en = "Small hall" }
level = "community"

[[department]]
id = "station"
name = { zh = "服务站", en = "Station" }

[[series]]
id = "a"
letter = "A"

[[group]]
id = "general"
name = { zh = "综合", en = "General" }
department = "station"
series = "a"
mean_service_s = 300

[[zone]]
id = "room"
name = { zh = "大厅", en = "Room" }

[[zone]]
id = "annex"
name = { zh = "附厅", en = "Annex" }

[[window]]
id = "w1"
number = 1
zone = "room"
serves = ["general"]

[[kiosk]]
id = "k1"
zone = "room"
printer = { url = "/dev/printer" }

[[caller]]
id = "panel-1"
window = "w1"
keypad = { url = "/dev/keypad", call_address = 1, rating_address = 2 }

[[display]]
id = "board"
kind = "board"
zone = "room"
"""


def shipped_hall(name: str) -> HallFile:
    """Return the hall of `halls/<name>.toml`."""
    path = HALLS / f"{name}.toml"
    return parse_hall(path.read_text(encoding="utf-8"), file=str(path))


def small_hall() -> HallFile:
    """Return a hall with one window, one kiosk, one panel and one board."""
    return parse_hall(SMALL_HALL)


def street_in_mid_day(file: Path) -> Path:
    """Write the street hall's file with a time zone in which its day is half over; return it.

    A program that goes by the real clock then meets no end of a day, whenever a test is run.
    """
    hours_east = (MID_DAY_HOUR - datetime.now(UTC).hour + 11) % 24 - 11
    zone = f'time_zone = "Etc/GMT{-hours_east:+d}"'  # whose sign is that of POSIX: west is plus
    street = (HALLS / "street.toml").read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^time_zone = .*$", zone, street), encoding="utf-8")
    return file
