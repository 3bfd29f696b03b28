"""The commands for a journal, as a technician types them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hallcall.cli import app
from hallcall.errors import CannotRun
from hallcall.options import DATA_KEYS_VARIABLE, read_data_keys
from journal import Journal, KeyFile, Sealed, VisitorFile, VisitorRow, verify
from kiosk.core.persons import person_hash
from tests.helpers.databases import execute
from tests.helpers.journals import HALL, journal_of, read_rows
from tests.helpers.postgres import Postgres
from tests.helpers.simulated_day import SimulatedDay


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=typed)


def refusal(*words: str) -> str:
    """Return why a command cannot run."""
    error = run(*words).exception
    assert isinstance(error, CannotRun)
    return str(error)


def test_verify_prints_a_head_that_it_takes_back(database_url: str) -> None:
    journal_of(database_url, 5)

    first = run("verify", database_url)

    assert first.exit_code == 0
    assert "5 events are as they were written" in first.output
    head = first.output.split("head ")[1].strip()
    assert run("verify", database_url, "--expect", head).exit_code == 0
    assert run("verify", database_url, "--expect", "4:" + "f" * 64).exit_code == 1
    assert run("verify", database_url, "--expect", "nonsense").exit_code == 2


def test_verify_names_what_was_touched_and_fails(database_url: str) -> None:
    journal_of(database_url, 5)
    execute(database_url, "DELETE FROM events WHERE position = 3")

    told, facts = run("verify", database_url), run("verify", database_url, "--json")

    assert (told.exit_code, facts.exit_code) == (1, 1)
    assert "event 3 is missing" in told.output
    assert json.loads(facts.output)["faults"] == ["event 3 is missing"]


def test_a_backup_is_restored_and_goes_on(database_url: str, tmp_path: Path) -> None:
    journal_of(f"sqlite:///{tmp_path / 'old.db'}", 5)
    backup = str(tmp_path / "backup.db")

    assert run("backup", str(tmp_path / "old.db"), backup).exit_code == 0
    assert run("restore", backup, database_url).exit_code == 0

    assert verify(database_url).events == 5
    assert "never written over" in refusal("backup", str(tmp_path / "old.db"), backup)
    assert "never written over" in refusal("restore", backup, database_url)


def test_old_days_are_put_away(tmp_path: Path) -> None:
    hall, old = str(tmp_path / "hall.db"), str(tmp_path / "old.db")
    journal_of(f"sqlite:///{hall}", 5, days=2)

    assert run("archive", hall, old, "--before", "yesterday").exit_code == 2
    assert "no events before" in refusal("archive", hall, old, "--before", "2026-01-01")
    moved = run("archive", hall, old, "--before", "2027-01-01")
    assert moved.exit_code == 0
    assert "its last day, which stays" in refusal(
        "archive", hall, str(tmp_path / "none.db"), "--before", "2027-01-01"
    )
    head = moved.output.split("head ")[1].strip()
    rest = run("verify", hall, "--expect", head)
    assert rest.exit_code == 0
    assert f"they go on from {head}" in rest.output

    assert [verify(f"sqlite:///{path}").events for path in (hall, old)] == [5, 5]


def test_a_journal_that_was_touched_is_copied_and_nothing_is_taken_out(tmp_path: Path) -> None:
    hall, old, new = (str(tmp_path / name) for name in ("hall.db", "old.db", "new.db"))
    journal_of(f"sqlite:///{hall}", 5, days=2)
    execute(f"sqlite:///{hall}", "UPDATE events SET body = '' WHERE position = 2")

    archived = run("archive", hall, old, "--before", "2026-11-23")
    restored = run("restore", old, new)

    assert (archived.exit_code, restored.exit_code) == (1, 1)
    assert "nothing is taken out" in archived.output
    assert "restored as it is" in restored.output
    assert [verify(f"sqlite:///{path}").events for path in (hall, old, new)] == [10, 5, 5]


def test_the_read_tables_are_made_again(tmp_path: Path) -> None:
    url = SimulatedDay(7, visitors=5).write(tmp_path / "hall.db")
    execute(url, "DELETE FROM tickets")

    result = run("rebuild", str(tmp_path / "hall.db"))

    assert result.exit_code == 0
    assert "small: the tables are made again" in result.output
    assert len(read_rows(url)["tickets"]) == 5


def test_tables_that_somebody_has_dropped_or_written_to_are_as_they_were(tmp_path: Path) -> None:
    url = SimulatedDay(7, visitors=5).write(tmp_path / "hall.db")
    before = read_rows(url)
    execute(
        url,
        "DROP TABLE tickets",
        "UPDATE ratings SET day = NULL, level = 5",
        "INSERT INTO devices (hall, device_id) VALUES ('small', 'nobody')",
        "INSERT INTO shifts (hall, position, day) VALUES ('small', 99999, '2020-01-01')",
    )

    assert run("rebuild", str(tmp_path / "hall.db")).exit_code == 0

    assert read_rows(url) == before


def test_an_event_that_cannot_be_read_is_named_and_the_tables_stay(tmp_path: Path) -> None:
    url = SimulatedDay(7, visitors=5).write(tmp_path / "hall.db")
    before = read_rows(url)
    execute(url, "UPDATE events SET body = '{' WHERE position = 9")

    assert "event 9 of the journal cannot be read" in refusal("rebuild", str(tmp_path / "hall.db"))

    assert read_rows(url) == before


def test_keys_are_made_used_and_rotated(tmp_path: Path) -> None:
    path, hall = tmp_path / "data.keys", tmp_path / "hall.db"
    assert run("rotate-key", "--data-keys", str(path)).exit_code == 0
    read = read_data_keys(path)
    assert read is not None
    sealed = read().seal(b'{"masked_name":"a","document_tail":"b"}', belongs_to="t1")
    journal = Journal.open(f"sqlite:///{hall}", HALL)
    journal.append([], visitors=[VisitorRow("t1", "2026-11-22", "", *sealed, 9000)])

    assert "name every database" in refusal("rotate-key", "--data-keys", str(path))
    assert "no file" in refusal("rotate-key", str(tmp_path / "n.db"), "--data-keys", str(path))
    assert KeyFile(path).keys().newest == "k1"

    result = run("rotate-key", str(hall), "--data-keys", str(path))

    assert "1 visitors sealed anew" in result.output
    [row] = journal.visitors()
    assert row.key_id == "k2"
    assert KeyFile(path).keys().newest == "k2"
    journal.close()


def test_keys_are_rotated_for_all_halls_that_have_them(tmp_path: Path, postgres: Postgres) -> None:
    path, server, file = tmp_path / "data.keys", postgres.new_database(), tmp_path / "hall.db"
    ring = KeyFile(path).rotate()
    halls = [(server, "north"), (server, "south"), (f"sqlite:///{file}", HALL)]
    journals = [Journal.open(url, hall) for url, hall in halls]
    row = VisitorRow("t1", "2026-11-22", "", *ring.seal(b"card", belongs_to="t1"), 9000)
    lost = row._replace(about_id="t2", key_id="k0")
    for journal in journals:
        journal.append([], visitors=[row, lost])

    for _ in range(3):  # a ring holds two keys
        result = run("rotate-key", server, str(file), "--data-keys", str(path))
        assert "3 visitors sealed anew" in result.output
        assert "3 visitors stay as they are" in result.output

    for journal in journals:
        sealed, left = sorted(journal.visitors())
        assert KeyFile(path).keys().open(Sealed(*sealed[3:5]), belongs_to="t1") == b"card"
        assert left == lost
        journal.close()


def test_a_file_of_keys_stays_with_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, given = tmp_path / "data.keys", []
    KeyFile(path).rotate()
    monkeypatch.setattr("os.chown", lambda *to: given.append(to))

    KeyFile(path).rotate()

    owner = path.stat()
    assert given == [(tmp_path / "data.keys.new", owner.st_uid, owner.st_gid)]


def test_keys_may_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert read_data_keys(None) is None
    monkeypatch.setenv(DATA_KEYS_VARIABLE, str(KeyFile(tmp_path / "data.keys").rotate()))
    read = read_data_keys(None)
    assert read is not None
    assert read().newest == "k1"

    monkeypatch.setenv(DATA_KEYS_VARIABLE, "nonsense")
    with pytest.raises(CannotRun, match=DATA_KEYS_VARIABLE):
        read_data_keys(None)
    with pytest.raises(CannotRun, match="none"):
        read_data_keys(tmp_path / "none")


def test_a_person_is_erased_by_document_and_by_ticket(tmp_path: Path) -> None:
    hall, key = tmp_path / "hall.db", tmp_path / "person.key"
    key.write_text("0123456789abcdef0123456789abcdef")
    number = "11010119900307123X"
    persons = {day: person_hash(key.read_bytes(), day, number) for day in ("d1", "d2")}
    journal = Journal.open(f"sqlite:///{hall}", HALL)
    rows = [VisitorRow(f"{day}.A1", day, persons[day], "k1", b"s", 9000) for day in persons]
    other = VisitorRow("d1.A2", "d1", "", "k1", b"s", 9000)
    journal.append([], visitors=[*rows, other])

    result = run(
        "erase-person", str(hall), "--person-key-file", str(key), typed=number.lower() + "\n"
    )

    assert result.exit_code == 0, result.output
    assert number.lower() not in result.output.lower()
    with VisitorFile.open(f"sqlite:///{hall}") as visitors:
        assert visitors.rows() == [other]
    assert "1 tickets" in run("erase-person", str(hall), "--ticket", "d1.A2").output
    assert "say whom" in refusal("erase-person", str(hall))
    assert "nothing was erased" in refusal("erase-person", str(hall), "--ticket", "d1.A2")
    journal.close()


def test_a_password_is_never_shown() -> None:
    url = "postgresql+psycopg://hall:geheim@127.0.0.1:1/hall"

    assert "geheim" not in refusal("verify", url)
