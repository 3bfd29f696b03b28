"""`hallcall technician-code`: the code that opens a kiosk's page for technicians."""

from pathlib import Path
from typing import Annotated

import typer

from hallcall.errors import CannotRun
from hallcall.typed import ask_twice, write_private

CODE_PATTERN = r"[0-9]{6,12}"


def technician_code(
    file: Annotated[Path, typer.Argument(help="Where its hash is written.", metavar="FILE")],
) -> None:
    """Ask for the technician's new code, and write its hash into a file that a kiosk reads."""
    from argon2 import PasswordHasher

    given = ask_twice(
        "new code, 6 to 12 digits",
        CODE_PATTERN,
        misfit="the code has 6 to 12 digits, and nothing else",
        differ="these were two different codes; nothing is changed",
    )
    try:
        write_private(file, PasswordHasher().hash(given) + "\n")
    except OSError as error:
        raise CannotRun(f"cannot write the code to {file}: {error.strerror}") from None
    typer.echo(f"{file}: start the kiosk with --technician-code-file {file}")


def read_code(file: Path | None) -> str | None:
    """Return the hash of the code. Raises `CannotRun` if the file holds none."""
    if file is None:
        return None
    from argon2 import extract_parameters
    from argon2.exceptions import InvalidHashError

    try:
        written = file.read_text(encoding="utf-8").strip()
        extract_parameters(written)
    except OSError as error:
        raise CannotRun(f"cannot read the technician's code {file}: {error.strerror}") from None
    except (UnicodeDecodeError, InvalidHashError):
        raise CannotRun(
            f"{file} holds no hash of a code; make one with: hallcall technician-code {file}"
        ) from None
    return written
