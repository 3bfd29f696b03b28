"""`hallcall technician-code`: from a technician's fingers to the kiosk's file."""

import io
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner, Result

from hallcall.cli import app
from hallcall.errors import CannotRun
from hallcall.logs import RECENT, LossyStream
from hallcall.technician import read_code


def give(file: Path, *typed: str) -> Result:
    arguments = ["technician-code", str(file)]
    return CliRunner().invoke(app, arguments, input="\n".join(typed) + "\n")


def test_the_code_is_hashed_into_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "technician.code"

    result = give(file, "270718", "270718")

    assert result.exit_code == 0, result.output
    assert "270718" not in result.output + file.read_text()
    written = read_code(file)
    assert written is not None
    assert PasswordHasher().verify(written, "270718")
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("typed", "why"),
    [(("2707",), "6 to 12 digits"), (("27071a",), "digits"), (("270718", "270719"), "different")],
)
def test_a_code_that_cannot_be_changes_nothing(
    tmp_path: Path, typed: tuple[str, ...], why: str
) -> None:
    file = tmp_path / "technician.code"

    result = give(file, *typed)

    assert isinstance(result.exception, CannotRun)
    assert why in str(result.exception)
    assert not file.exists()


def test_a_file_without_a_hash_keeps_the_kiosk_from_starting(tmp_path: Path) -> None:
    file = tmp_path / "technician.code"
    file.write_text("270718\n", encoding="utf-8")

    with pytest.raises(CannotRun, match="hallcall technician-code"):
        read_code(file)
    with pytest.raises(CannotRun, match="cannot read"):
        read_code(tmp_path / "nowhere")
    assert read_code(None) is None


def test_the_last_lines_of_the_log_are_kept_for_the_technician() -> None:
    RECENT.clear()
    log = LossyStream(io.StringIO())
    for number in range(100):
        print(f"line {number}", file=log)

    assert len(RECENT) == 60
    assert RECENT[-1] == "line 99"
    RECENT.clear()
