"""The hall that is measured: the whole centre, with some kiosks more, in the middle of its day."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

XICHENG: Final = Path(__file__).parent.parent / "halls" / "xicheng.toml"
STREET: Final = XICHENG.with_name("street.toml")
KIOSKS: Final = 16
MORNING_HOUR: Final = 10
"""Long after a day begins and long before it ends, whenever it is measured."""

_KIOSK: Final = """
[[kiosk]]
id = "kx{count}"
zone = "hall-1"
printer = {{ url = "/dev/hallcall/printer" }}
"""


def write_hall_file(path: Path, *, hall_id: str = "xicheng") -> Path:
    """Write the hall file to measure with; return where it is.

    It is that of the centre but for four things: kiosks that have everything make up for those that
    are missing to sixteen; it is ten o'clock; no line closes by capacity, since a day lasts half a
    minute here; and its id can be another, for two halls at a time.
    """
    text = XICHENG.read_text(encoding="utf-8")
    hours_east = (MORNING_HOUR - datetime.now(UTC).hour + 11) % 24 - 11
    zone = f'time_zone = "Etc/GMT{-hours_east:+d}"'  # whose sign is that of POSIX: west is plus
    text = re.sub(r"(?m)^time_zone = .*$", zone, text)
    text = re.sub(r"(?m)^close_by_capacity = true", "close_by_capacity = false", text)
    text = re.sub(r'(?m)^id = "xicheng"$', f'id = "{hall_id}"', text)
    missing = KIOSKS - text.count("[[kiosk]]")
    text += "".join(_KIOSK.format(count=count) for count in range(1, missing + 1))
    path.write_text(text, encoding="utf-8")
    return path
