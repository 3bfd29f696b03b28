"""A backup is a whole journal of its own, and nothing is ever written over."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from journal import (
    AlreadyOpen,
    DatabaseNewer,
    DatabaseOfAnotherHall,
    Journal,
    JournalError,
    JournalReader,
    JournalUnavailable,
    NotEmpty,
    ReadRow,
    VisitorRow,
    archive,
    back_up,
    restore,
    verify,
)
from tests.helpers.databases import execute
from tests.helpers.journals import HALL, event, journal_of, read_rows
from tests.helpers.postgres import Postgres

VISITOR = VisitorRow("2026-11-22.A001", "2026-11-22", "", "k1", b"\x00sealed\xff", 9000)


def test_a_backup_is_taken_while_the_coordinator_writes(database_url: str, tmp_path: Path) -> None:
    journal = Journal.open(database_url, HALL)
    step = ReadRow("visits", {"position": 1}, {"step": "ticket_issued"}, "new")
    journal.append([event(n) for n in range(1, 2500)], [], [VISITOR], [step])

    verdict = back_up(database_url, tmp_path / "backup.db")
    journal.append([event(2500)])

    assert (verdict.events, verdict.faults) == (2499, [])
    journal.close()
    copy = Journal.open(f"sqlite:///{tmp_path / 'backup.db'}", HALL)
    assert [row.position for row in copy.load()] == [*range(1, 2500)]
    assert copy.visitors() == [VISITOR]
    copy.close()
    assert read_rows(copy.engine.url.render_as_string())["visits"][0][:2] == (HALL, 1)
    assert (tmp_path / "backup.db").stat().st_mode & 0o077 == 0


def test_what_is_restored_goes_on_where_the_backup_ended(
    database_url: str, tmp_path: Path, postgres: Postgres
) -> None:
    back_up(journal_of(database_url, 20), tmp_path / "backup.db")

    for target in (f"sqlite:///{tmp_path / 'new.db'}", postgres.new_database()):
        assert restore(tmp_path / "backup.db", target).events == 20
        journal = Journal.open(target, HALL)
        journal.append([event(21)], [], [VISITOR])
        journal.close()
        assert verify(target).faults == []
        assert verify(target).events == 21


def test_nothing_is_written_over(database_url: str, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    back_up(journal_of(database_url, 3), backup)
    before = backup.read_bytes()

    with pytest.raises(NotEmpty):
        back_up(database_url, backup)
    with pytest.raises(NotEmpty):
        restore(backup, database_url)

    assert backup.read_bytes() == before
    assert verify(database_url).events == 3


def test_no_half_backup_is_left(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()

    for url, error in [
        (f"sqlite:///{path}", DatabaseOfAnotherHall),
        (f"sqlite:///{tmp_path / 'none.db'}", JournalUnavailable),
    ]:
        with pytest.raises(error):
            back_up(url, tmp_path / "backup.db")
    with pytest.raises(JournalUnavailable):
        back_up(journal_of(f"sqlite:///{tmp_path / 'hall.db'}", 3), tmp_path / "no" / "backup.db")

    assert sorted(p.name for p in tmp_path.iterdir()) == ["hall.db", "hall.db.lock", "other.db"]


def test_what_is_left_of_a_database_is_not_taken_for_part_of_a_new_one(tmp_path: Path) -> None:
    url, hall = f"sqlite:///{tmp_path / 'hall.db'}", tmp_path / "hall.db"
    back_up(journal_of(url, 3), tmp_path / "backup.db")
    journal = Journal.open(url, HALL)
    journal.append([event(4)])
    left = (tmp_path / "hall.db-wal").read_bytes()
    journal.close()
    hall.rename(tmp_path / "hall.db.broken")
    (tmp_path / "hall.db-wal").write_bytes(left)  # as after a power cut

    with pytest.raises(NotEmpty, match=r"hall\.db-wal is there still"):
        restore(tmp_path / "backup.db", url)

    (tmp_path / "hall.db-wal").rename(tmp_path / "hall.db.broken-wal")
    assert restore(tmp_path / "backup.db", url).events == 3
    assert verify(url).faults == []
    assert verify(f"sqlite:///{tmp_path / 'hall.db.broken'}").events == 4


def test_a_backup_is_one_file_and_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"

    back_up(journal_of(f"sqlite:///{tmp_path / 'hall.db'}", 3), backup)

    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda whole: whole[: len(whole) // 2], "cannot be read"),
        (lambda _: b"", "cannot be used: the database is empty"),
        (lambda _: b"no database at all" * 500, "cannot be read"),
        (
            lambda whole: whole.replace(b"tablemeta", b"table\xff\xfe\xfd\xfc"),
            "cannot be read",
        ),
        (lambda whole: whole.replace(b'{"a":"', b'{"\xff":"', 1), "UTF-8"),
    ],
)
def test_a_backup_that_cannot_be_read_is_named_and_not_the_target(
    tmp_path: Path, damage: Callable[[bytes], bytes], words: str
) -> None:
    backup, target = tmp_path / "backup.db", tmp_path / "new.db"
    back_up(journal_of(f"sqlite:///{tmp_path / 'hall.db'}", 3), backup)
    backup.write_bytes(damage(backup.read_bytes()))

    with pytest.raises(JournalError, match=rf"the backup .*backup\.db .*{words}") as raised:
        restore(backup, f"sqlite:///{target}")

    assert "while it was copied" not in str(raised.value)
    assert "张" not in str(raised.value)
    assert not target.exists()


def test_a_full_disk_under_the_backup_is_not_taken_for_one_under_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = journal_of(f"sqlite:///{tmp_path / 'hall.db'}", 3)
    monkeypatch.setattr("journal.sqlite._PRAGMAS", ("PRAGMA max_page_count=20",))

    with pytest.raises(JournalUnavailable, match=r"full \(while .* copied into .*backup\.db"):
        back_up(url, tmp_path / "backup.db")

    assert sorted(p.name for p in tmp_path.iterdir()) == ["hall.db", "hall.db.lock"]


def test_a_running_hall_is_not_restored_over(tmp_path: Path) -> None:
    backup, target = tmp_path / "backup.db", f"sqlite:///{tmp_path / 'hall.db'}"
    back_up(journal_of(f"sqlite:///{tmp_path / 'old.db'}", 3), backup)
    journal = Journal.open(target, HALL)

    with pytest.raises(AlreadyOpen):
        restore(backup, target)
    journal.close()


def test_a_backup_of_a_journal_that_was_touched_says_so(database_url: str, tmp_path: Path) -> None:
    url = journal_of(database_url, 9)
    execute(url, "DELETE FROM events WHERE position = 4")

    assert back_up(url, tmp_path / "backup.db").faults == ["event 4 is missing"]
    assert (tmp_path / "backup.db").exists()


def test_a_backup_by_a_newer_hallcall_is_not_restored(database_url: str, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    back_up(journal_of(f"sqlite:///{tmp_path / 'old.db'}", 3), backup)
    execute(f"sqlite:///{backup}", "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseNewer):
        restore(backup, database_url)
    journal_of(database_url, 1)  # which wants an empty database


def test_archived_days_and_those_that_stay_are_one_chain(database_url: str, tmp_path: Path) -> None:
    url = journal_of(database_url, 30, days=3)
    before, old = verify(url).head, tmp_path / "old.db"

    moved = archive(url, old, before="2026-11-24")

    assert moved is not None
    assert (moved.events, moved.faults) == (60, [])
    stayed = verify(url)
    assert (stayed.events, stayed.faults, stayed.head) == (30, [], before)
    with JournalReader.open(url) as here, JournalReader.open(f"sqlite:///{old}") as there:
        assert here.days() == ["2026-11-24"]
        assert there.days() == ["2026-11-22", "2026-11-23"]
    journal = Journal.open(url, HALL)
    journal.append([event(91)])
    journal.close()
    assert verify(url).faults == []


def test_an_archive_that_does_not_fit_is_found_out(database_url: str, tmp_path: Path) -> None:
    url = journal_of(database_url, 10, days=2)
    archive(url, tmp_path / "old.db", before="2026-11-23")
    execute(url, "UPDATE heads SET archived_chain = 'f'")

    assert verify(url).faults[0].startswith("event 11 ")


def test_the_last_day_always_stays(database_url: str, tmp_path: Path) -> None:
    url = journal_of(database_url, 10, days=2)

    moved = archive(url, tmp_path / "old.db", before="2027-01-01")

    assert moved is not None
    assert moved.events == 10
    assert archive(url, tmp_path / "older.db", before="2027-01-01") is None
    assert not (tmp_path / "older.db").exists()


def test_archives_follow_each_other(database_url: str, tmp_path: Path) -> None:
    url = journal_of(database_url, 10, days=3)
    archive(url, tmp_path / "one.db", before="2026-11-23")

    second = archive(url, tmp_path / "two.db", before="2026-11-24")

    assert second is not None
    assert (second.events, second.faults) == (10, [])
    assert [verify(f"sqlite:///{tmp_path / name}").faults for name in ("one.db", "two.db")] == [
        [],
        [],
    ]
