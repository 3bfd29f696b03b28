"""`hallcall pin`: give a clerk a PIN."""

from pathlib import Path
from typing import Annotated

import typer

from contract.ids import ClerkId
from contract.messages.commands import PIN_PATTERN
from hallcall.errors import CannotRun
from hallcall.options import HallPath, PinsFile, load_hall, pick
from hallcall.typed import ask_twice, write_private


def pin(
    clerk: Annotated[str, typer.Argument(help="The clerk's id in the hall file.")],
    *,
    hall: HallPath,
    pins: PinsFile = Path("pins.toml"),
) -> None:
    """Ask for a clerk's new PIN, and write its hash into the file that the coordinator reads.

    Say `pin = true` in the clerk's table of the hall file, so that panels ask for it. The
    coordinator reads the file when it starts.
    """
    entry = pick("clerk", clerk, load_hall(hall).file.clerks)
    given = ask_twice(
        f"new PIN of {clerk}, 4 to 12 digits",
        PIN_PATTERN,
        misfit="a PIN has 4 to 12 digits, and nothing else",
        differ="these were two different PINs; nothing is changed",
    )
    _write(pins, entry.id, given)
    typer.echo(f"{pins}: {clerk} has a new PIN")
    if not entry.pin:
        typer.echo(f'write pin = true under id = "{clerk}" in {hall}, or nobody is asked for it')


def _write(path: Path, clerk_id: ClerkId, given: str) -> None:
    from coordinator.adapters.pins import HASHER, PinsFileInvalid, read_pins

    try:
        hashes = read_pins(path) if path.exists() else {}
        hashes[clerk_id] = HASHER.hash(given)
        lines = [f'"{known}" = "{entry}"\n' for known, entry in sorted(hashes.items())]
        write_private(path, "".join(lines))
    except PinsFileInvalid as error:
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise CannotRun(f"cannot write the PINs to {path}: {error.strerror}") from None
