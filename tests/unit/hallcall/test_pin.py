"""`hallcall pin`: from a clerk's fingers to the coordinator's file."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coordinator.adapters.pins import HASHER, read_pins
from hallcall.cli import app
from hallcall.errors import CannotRun

HALL = Path(__file__).parents[3] / "halls" / "street.toml"


def give(pins: Path, clerk: str, *typed: str) -> Result:
    arguments = ["pin", clerk, "--hall", str(HALL), "--pins", str(pins)]
    return CliRunner().invoke(app, arguments, input="\n".join(typed) + "\n")


def test_a_pin_is_hashed_into_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    pins = tmp_path / "pins.toml"

    result = give(pins, "c01", "480213", "480213")

    assert result.exit_code == 0, result.output
    assert "480213" not in result.output + pins.read_text()
    assert HASHER.verify(read_pins(pins)["c01"], "480213")  # type: ignore[index]
    assert pins.stat().st_mode & 0o077 == 0


def test_a_new_pin_takes_the_place_of_the_old_and_leaves_the_others(tmp_path: Path) -> None:
    pins = tmp_path / "pins.toml"
    give(pins, "c01", "480213", "480213")
    give(pins, "c02", "1111", "1111")
    before = read_pins(pins)

    give(pins, "c01", "777777", "777777")

    after = read_pins(pins)
    assert after.keys() == before.keys()
    assert [clerk for clerk in before if before[clerk] != after[clerk]] == ["c01"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [(("12",), "4 to 12 digits"), (("48021a",), "digits"), (("480213", "480214"), "different")],
)
def test_a_pin_that_cannot_be_changes_nothing(
    tmp_path: Path, typed: tuple[str, ...], why: str
) -> None:
    pins = tmp_path / "pins.toml"

    result = give(pins, "c01", *typed)

    assert isinstance(result.exception, CannotRun)
    assert why in str(result.exception)
    assert not pins.exists()


def test_a_clerk_whom_the_hall_file_does_not_know_gets_none(tmp_path: Path) -> None:
    assert give(tmp_path / "pins.toml", "nobody", "480213", "480213").exit_code == 2
