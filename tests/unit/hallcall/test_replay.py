"""`hallcall replay`: a recorded day from the command line."""

import json
from pathlib import Path

import pytest

from tests.helpers.halls import SMALL_HALL
from tests.helpers.simulated_day import SimulatedDay
from tests.unit.hallcall.test_cli import TRACE, hallcall


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("replay") / "hall.db"
    SimulatedDay(5).write(path)
    return path


def policy_file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "other.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_waits_of_a_day_under_another_policy(database: Path, tmp_path: Path) -> None:
    other = policy_file(tmp_path, '[policy]\norder = "accumulating"\nrates = { senior = 3.0 }\n')
    before = database.read_bytes()

    done = hallcall("replay", "--policy", other, str(database), "--json")

    assert done.returncode == 0, done.stderr
    everything, *rows = json.loads(done.stdout)
    assert (everything["group"], everything["class"]) == ("all", "all")
    assert everything["recorded_called"] == everything["replayed_called"] >= 60
    assert {row["class"] for row in rows} == {"all", "none", "senior", "veteran"}
    assert sum(row["services"] for row in rows if row["class"] == "all") == everything["services"]
    assert database.read_bytes() == before


def test_a_table_for_people_in_minutes(database: Path, tmp_path: Path) -> None:
    done = hallcall(
        "replay", "--policy", policy_file(tmp_path, "[policy]\n"), str(database), COLUMNS="160"
    )

    assert done.returncode == 0, done.stderr
    assert "order = strict" in done.stdout
    assert "→" in done.stdout


@pytest.mark.parametrize(
    ("policy", "words", "said"),
    [
        ('[policy]\norder = "lifo"\n', [], "lifo"),
        ("[policy]\npriority_run = 3\n", [], 'counts only with order = "alternating"'),
        (f'{SMALL_HALL}\n[policy]\norder = "lifo"\n', [], "lifo"),
        ("[policy\n", [], "other.toml:1"),
        ("[policy]\n", ["--day", "1999-01-01"], "no day 1999-01-01: it has 2026-11-23"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    database: Path, tmp_path: Path, policy: str, words: list[str], said: str
) -> None:
    other = policy_file(tmp_path, policy)

    done = hallcall("replay", "--policy", other, str(database), *words)

    assert done.returncode == 1
    assert said in done.stderr
    assert TRACE not in done.stderr


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"

    done = hallcall("replay", "--policy", policy_file(tmp_path, "[policy]\n"), str(missing))

    assert done.returncode == 1
    assert "there is no file" in done.stderr
    assert not missing.exists()
