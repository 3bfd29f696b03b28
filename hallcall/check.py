"""`hallcall check`: is this hall file good?"""

from pathlib import Path
from typing import Annotated

import typer

from contract.hall import HallFileInvalid
from contract.hall.summary import summary
from hallcall.errors import EXIT_FAILED
from hallcall.options import AsJson, load_hall
from hallcall.tables import show_table


def check(
    hall: Annotated[Path, typer.Argument(envvar="HALLCALL_HALL", help="The hall file.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Check a hall file: name every mistake with its line, or say what the hall has."""
    try:
        loaded = load_hall(hall)
    except HallFileInvalid as invalid:
        if not as_json:
            raise
        rows = [(error.file, error.line, error.where, error.problem) for error in invalid.errors]
        show_table("mistakes", ("file", "line", "where", "problem"), rows, as_json=True)
        raise typer.Exit(EXIT_FAILED) from None
    show_table(f"{hall}: good", ("what", "count"), summary(loaded.file), as_json=as_json)
