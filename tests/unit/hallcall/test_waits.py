"""`hallcall waits`: how well a hall kept its word, from the command line."""

import json
from pathlib import Path

import pytest

from tests.helpers.simulated_day import SimulatedDay
from tests.unit.hallcall.test_cli import hallcall


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("waits") / "hall.db"
    SimulatedDay(5).write(path)
    return path


def test_waits_as_told_and_as_they_came_group_by_group(database: Path) -> None:
    done = hallcall("waits", str(database), "--json")

    assert done.returncode == 0, done.stderr
    everything, *groups = json.loads(done.stdout)
    assert (everything["group"], everything["tickets"]) == ("all", 60)
    assert {row["group"] for row in groups} == {"general", "cashier"}
    assert sum(row["told"] for row in groups) == everything["told"] > 0
    assert 0 <= everything["within_bound"] <= 1
    assert everything["rmse"] > 0


def test_hours_are_the_halls_own_if_its_file_is_given(database: Path, tmp_path: Path) -> None:
    street = (Path(__file__).parents[3] / "halls" / "street.toml").read_text(encoding="utf-8")
    hall, another = tmp_path / "small.toml", tmp_path / "yuetan.toml"
    hall.write_text(street.replace('id = "yuetan"', 'id = "small"', 1), encoding="utf-8")
    another.write_text(street, encoding="utf-8")

    done = hallcall("waits", str(database), "--by", "hour", "--hall", str(hall), COLUMNS="160")
    refused = hallcall("waits", str(database), "--by", "hour", "--hall", str(another))

    assert done.returncode == 0, done.stderr
    assert "│ 09 " in done.stdout
    assert 'holds the hall "small", not "yuetan"' in refused.stderr


def test_a_journal_without_a_call_is_said_to_be_so(database: Path) -> None:
    done = hallcall("waits", str(database), "--day", "1999-01-01")

    assert done.returncode == 1
    assert "no ticket that was called on 1999-01-01" in done.stderr
