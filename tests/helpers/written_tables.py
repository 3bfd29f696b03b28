"""Tables in the docs that a program writes, between two marks."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

BEGIN: Final = "<!-- written by make usability -->\n"
END: Final = "<!-- until here -->\n"


def write_table(page: Path, head: str, rows: Iterable[str]) -> None:
    """Write the table of a page anew; `head` and each row end with a line break."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(before + BEGIN + head + "".join(rows) + END + after, encoding="utf-8")


def table_of(page: Path) -> list[str]:
    """Return the lines of a page's table, without its head."""
    table = page.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    return table.splitlines()[2:]
