"""The pages of docs/screens: one for each program, a table of pictures for each look."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.gallery.shots import Look, kept_at

COLUMNS: Final = 6
WIDE_COLUMNS: Final = 3
HEAD: Final = """\
# All screens of the {program}

Written by `make screens`, which draws them anew from the program's own windows and keeps the
whole ones in `build/screens`.
"""
INDEX: Final = """\
# All screens

Every screen in every state, drawn by the programs themselves: `make screens` draws them anew
(three minutes), writes these pages, and puts the pictures in their full size into `build/screens`;
`make screens SCREENS=kiosk` does one program. A test draws some of them again and fails when one
is not what is kept here: when the change is meant, `make screens` keeps the new one.

| program | looks | pictures |
|---|---|---|
{rows}
"""


def page(folder: Path, program: str, looks: Mapping[str, Look]) -> str:
    """Return the page of one program."""
    parts = [HEAD.format(program=program)]
    for name, look in looks.items():
        width, height = look.size
        parts += [f"## {name}", f"{width}×{height} pixels.", _table(folder, program, name, look)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def index(programs: Mapping[str, Mapping[str, Look]]) -> str:
    """Return the page that leads to the others."""
    rows = [
        f"| [{program}]({program}.md) | {', '.join(looks)} |"
        f" {sum(len(look.states) for look in looks.values())} |"
        for program, looks in programs.items()
    ]
    return INDEX.format(rows="\n".join(rows))


def _table(folder: Path, program: str, name: str, look: Look) -> str:
    columns = WIDE_COLUMNS if look.size[0] > look.size[1] else COLUMNS
    rows = []
    for at in range(0, len(look.states), columns):
        states = look.states[at : at + columns]
        places = [kept_at(folder, program, name, state).relative_to(folder) for state in states]
        cells = [
            f"![{state}]({place.as_posix()})<br>{state}"
            for state, place in zip(states, places, strict=True)
        ]
        rows.append(f"| {' | '.join(cells)} |")
        if at == 0:
            rows.append("|---" * len(states) + "|")
    return "\n".join(rows)
