"""The journal on a real SQLite file."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import text

from journal import (
    AlreadyOpen,
    AnswerRow,
    DatabaseNewer,
    DatabaseOfAnotherHall,
    EventRow,
    Journal,
    JournalUnavailable,
    PositionTaken,
    VisitorRow,
    days,
    events_of_day,
)
from tests.helpers.databases import execute
from tests.helpers.postgres import Postgres


def event(position: int, *, day: str = "2026-11-22", kind: str = "ticket_issued") -> EventRow:
    return EventRow(position, 1000 + position, day, kind, "k1", f"c{position}", '{"a":"张"}')


def visitor(ticket_id: str, erase_after_ms: int = 1, sealed: bytes = b"sealed") -> VisitorRow:
    return VisitorRow(ticket_id, "2026-11-22", "", "k1", sealed, erase_after_ms)


def test_what_was_appended_is_read_again_after_opening_anew(database_url: str) -> None:
    rows = [event(1), event(2)]
    answer = AnswerRow("k1", "c1", 1001, '{"result":"done"}')
    guest = visitor("2026-11-22.A001", 9000)
    first = Journal.open(database_url, "street")
    first.append(rows, [answer], [guest])
    first.close()

    again = Journal.open(database_url, "street")

    assert list(again.load()) == rows
    assert list(again.load(after_position=1)) == rows[1:]
    assert again.answers([("k1", "c1"), ("k1", "c2")]) == {("k1", "c1"): answer.answer}
    assert again.visitors() == [guest]
    again.close()


def test_the_same_command_id_of_another_device_is_another_command(database_url: str) -> None:
    journal = Journal.open(database_url, "street")
    journal.append([], [AnswerRow("k1", "1", 0, "one"), AnswerRow("c1", "1", 0, "two")])

    assert journal.answers([("c1", "1")]) == {("c1", "1"): "two"}
    journal.close()


def test_many_answers_are_looked_up_at_once(database_url: str) -> None:
    journal = Journal.open(database_url, "street")
    journal.append([], [AnswerRow("k1", str(n), 0, "x") for n in range(1500)])

    assert len(journal.answers([("k1", str(n)) for n in range(2000)])) == 1500
    journal.close()


def test_a_position_is_taken_once_and_the_whole_batch_fails_with_it(database_url: str) -> None:
    journal = Journal.open(database_url, "street")
    journal.append([event(1)])

    with pytest.raises(PositionTaken):
        journal.append([event(2), event(1)], [AnswerRow("k1", "c9", 0, "x")], [visitor("t")])

    assert [row.position for row in journal.load()] == [1]
    assert journal.answers([("k1", "c9")]) == {}
    assert journal.visitors() == []
    journal.close()


def test_a_second_writer_of_the_same_file_is_refused_until_the_first_closes(
    sqlite_url: str,
) -> None:
    first = Journal.open(sqlite_url, "street")
    with pytest.raises(AlreadyOpen, match="another coordinator"):
        Journal.open(sqlite_url, "street")

    first.close()

    Journal.open(sqlite_url, "street").close()


def test_the_file_of_another_hall_is_refused(sqlite_url: str) -> None:
    Journal.open(sqlite_url, "street").close()

    with pytest.raises(DatabaseOfAnotherHall, match="street"):
        Journal.open(sqlite_url, "community")


def test_the_database_of_another_program_is_refused(database_url: str) -> None:
    execute(database_url, "CREATE TABLE songs (title TEXT)")

    with pytest.raises(DatabaseOfAnotherHall, match="another program"):
        Journal.open(database_url, "street")


def test_a_newer_database_is_refused_with_both_versions(database_url: str) -> None:
    Journal.open(database_url, "street").close()
    execute(database_url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseNewer, match=r"9999.*0007"):
        Journal.open(database_url, "street")


@pytest.mark.parametrize(
    "nowhere",
    [
        "sqlite:////no/such/folder/hall.db",
        "postgresql+psycopg://127.0.0.1:1/hall",
        "mysql://127.0.0.1/hall",
        "postgresql+nosuch://127.0.0.1/hall",
        "nosuch://host/db",
        "nonsense",
        "",
    ],
)
def test_a_database_that_cannot_be_there_is_said_to_be_unavailable(nowhere: str) -> None:
    with pytest.raises(JournalUnavailable):
        Journal.open(nowhere, "street")


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(JournalUnavailable, match="no folder /no/such/folder"):
        Journal.open("sqlite:////no/such/folder/hall.db", "street")


def test_a_file_that_is_no_database_is_said_to_be_unavailable(
    tmp_path: Path, sqlite_url: str
) -> None:
    (tmp_path / "hall.db").write_bytes(b"not a database, " * 100)

    with pytest.raises(JournalUnavailable, match="not a database"):
        Journal.open(sqlite_url, "street")
    Path(tmp_path / "hall.db").unlink()
    Journal.open(sqlite_url, "street").close()  # the refused writer left no lock behind


def test_a_full_disk_fails_the_batch_and_nothing_of_it_stays(sqlite_url: str) -> None:
    journal = Journal.open(sqlite_url, "street")
    with journal.engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    with pytest.raises(JournalUnavailable, match="full"):
        journal.append([event(n) for n in range(1, 500)])
    with journal.engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 1000000"))

    assert list(journal.load()) == []
    journal.append([event(1)])
    journal.close()


def test_whether_a_full_disk_has_room_again_can_be_asked(sqlite_url: str) -> None:
    journal = Journal.open(sqlite_url, "street")
    journal.try_to_write()
    with journal.engine.connect() as connection:
        connection.execute(text("PRAGMA query_only = ON"))

    with pytest.raises(JournalUnavailable):
        journal.try_to_write()
    with journal.engine.connect() as connection:
        connection.execute(text("PRAGMA query_only = OFF"))

    journal.try_to_write()
    assert list(journal.load()) == []
    journal.close()


def test_an_error_never_shows_what_was_to_be_written(database_url: str) -> None:
    journal = Journal.open(database_url, "street")
    wrong = visitor("t", sealed="欧阳".encode())._replace(key_id=cast("str", None))

    with pytest.raises(JournalUnavailable) as raised:
        journal.append([event(1)], [], [wrong])

    assert "欧阳" not in str(raised.value)
    assert "sealed" not in str(raised.value)
    assert "\\xe6" not in str(raised.value)
    journal.close()


def test_erasing_takes_what_is_due_and_leaves_no_trace_in_the_files(
    tmp_path: Path, sqlite_url: str
) -> None:
    journal = Journal.open(sqlite_url, "street")
    due = visitor("t1", 1000, "欧阳".encode())
    later = visitor("t2", 1001, "诸葛".encode())
    old, new = AnswerRow("k1", "c1", 10, "x"), AnswerRow("k1", "c2", 20, "x")
    journal.append([event(1)], [old, new], [due, later])

    assert journal.erase(visitors_due_ms=1000, answers_before_ms=20) == 1

    assert journal.visitors() == [later]
    assert journal.answers([("k1", "c1"), ("k1", "c2")]) == {("k1", "c2"): "x"}
    bytes_on_disk = b"".join(path.read_bytes() for path in tmp_path.glob("hall.db*"))
    assert "诸葛".encode() in bytes_on_disk
    assert "欧阳".encode() not in bytes_on_disk
    assert len(list(journal.load())) == 1
    journal.close()


def test_what_a_reader_keeps_in_the_log_is_emptied_out_of_it_later(
    tmp_path: Path, sqlite_url: str
) -> None:
    journal = Journal.open(sqlite_url, "street")
    journal.append([event(1)], [], [visitor("t1", 1000, "欧阳".encode())])

    def on_disk() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.glob("hall.db*"))

    with closing(sqlite3.connect(tmp_path / "hall.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM events").fetchone()
        assert journal.erase(visitors_due_ms=1000, answers_before_ms=0) == 1
        assert "欧阳".encode() in on_disk()

    assert journal.erase(visitors_due_ms=1000, answers_before_ms=0) == 0
    assert "欧阳".encode() not in on_disk()
    journal.close()


@pytest.mark.parametrize(
    "gone",
    [
        "DELETE FROM events WHERE position = 2",
        "DELETE FROM events WHERE position = 5",
        "DELETE FROM events WHERE position > 3",
    ],
)
def test_a_journal_that_lacks_events_is_not_gone_on_with(database_url: str, gone: str) -> None:
    journal = Journal.open(database_url, "street")
    journal.append([event(n) for n in range(1, 6)])
    execute(database_url, gone)

    with pytest.raises(JournalUnavailable, match=r"lacks events from .* hallcall verify"):
        list(journal.load(after_position=0))

    journal.close()


def test_a_file_that_is_no_longer_where_it_was_is_not_written(
    tmp_path: Path, sqlite_url: str
) -> None:
    file, elsewhere = tmp_path / "hall.db", tmp_path / "elsewhere.db"
    journal = Journal.open(sqlite_url, "street")
    journal.append([event(1)])
    file.rename(elsewhere)

    with pytest.raises(JournalUnavailable, match=r"hall\.db was deleted, moved or replaced"):
        journal.append([event(2)])
    journal.engine.dispose()  # and a new connection makes no new file
    with pytest.raises(JournalUnavailable, match="was deleted"):
        journal.try_to_write()
    assert not file.exists()
    file.write_bytes(elsewhere.read_bytes())
    with pytest.raises(JournalUnavailable, match="was deleted"):
        journal.append([event(2)])

    elsewhere.rename(file)
    journal.append([event(2)])
    assert journal.last_position() == 2
    journal.close()


def test_reading_by_day_and_kind(database_url: str) -> None:
    journal = Journal.open(database_url, "street")
    journal.append(
        [
            event(1, day="2026-11-21", kind="day_began"),
            event(2, day="2026-11-21"),
            event(3, day="2026-11-22", kind="day_began"),
            event(4, day="2026-11-22"),
        ]
    )

    assert journal.last_position() == 4
    assert journal.last_position(kind="day_began") == 3
    assert journal.last_position(kind="no_such") == 0
    assert days(journal.engine, "street") == ["2026-11-21", "2026-11-22"]
    day = [row.position for row in events_of_day(journal.engine, "street", "2026-11-21")]
    assert day == [1, 2]
    journal.close()


def test_commits_to_a_file_are_durable_and_readers_do_not_wait(sqlite_url: str) -> None:
    journal = Journal.open(sqlite_url, "street")
    with journal.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2
    journal.close()


def test_commits_to_a_server_are_durable_whatever_it_is_set_to(postgres: Postgres) -> None:
    url = postgres.new_database()
    execute(url, f"ALTER DATABASE {url.rsplit('/')[-1]} SET synchronous_commit = off")
    journal = Journal.open(url, "street")
    with journal.engine.connect() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"
    journal.close()


def test_what_is_known_of_a_visitor_is_replaced_by_what_is_said_last(database_url: str) -> None:
    journal = Journal.open(database_url, "street")
    journal.append([], visitors=[visitor("t1", 9000), visitor("t2", 9000)])

    journal.append([], visitors=[visitor("t1", 9999, b"later")])

    assert sorted(journal.visitors()) == [visitor("t1", 9999, b"later"), visitor("t2", 9000)]
    journal.close()
