"""The journal on a real SQLite file."""

import sqlite3
from pathlib import Path

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


def event(position: int, *, day: str = "2026-11-22", kind: str = "ticket_issued") -> EventRow:
    return EventRow(position, 1000 + position, day, kind, "k1", f"c{position}", '{"a":"张"}')


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'hall.db'}"


def test_what_was_appended_is_read_again_after_opening_anew(url: str) -> None:
    rows = [event(1), event(2)]
    answer = AnswerRow("k1", "c1", 1001, '{"result":"done"}')
    visitor = VisitorRow("2026-11-22.A001", "张*", "123X", 9000)
    first = Journal.open(url, "street")
    first.append(rows, [answer], [visitor])
    first.close()

    again = Journal.open(url, "street")

    assert list(again.load()) == rows
    assert list(again.load(after_position=1)) == rows[1:]
    assert again.answers([("k1", "c1"), ("k1", "c2")]) == {("k1", "c1"): answer.answer}
    assert again.visitors() == [visitor]
    again.close()


def test_the_same_command_id_of_another_device_is_another_command(url: str) -> None:
    journal = Journal.open(url, "street")
    journal.append([], [AnswerRow("k1", "1", 0, "one"), AnswerRow("c1", "1", 0, "two")])

    assert journal.answers([("c1", "1")]) == {("c1", "1"): "two"}
    journal.close()


def test_many_answers_are_looked_up_at_once(url: str) -> None:
    journal = Journal.open(url, "street")
    journal.append([], [AnswerRow("k1", str(n), 0, "x") for n in range(1500)])

    assert len(journal.answers([("k1", str(n)) for n in range(2000)])) == 1500
    journal.close()


def test_a_position_is_taken_once_and_the_whole_batch_fails_with_it(url: str) -> None:
    journal = Journal.open(url, "street")
    journal.append([event(1)])

    with pytest.raises(PositionTaken):
        journal.append(
            [event(2), event(1)], [AnswerRow("k1", "c9", 0, "x")], [VisitorRow("t", "张*", "1", 1)]
        )

    assert [row.position for row in journal.load()] == [1]
    assert journal.answers([("k1", "c9")]) == {}
    assert journal.visitors() == []
    journal.close()


def test_a_second_writer_of_the_same_file_is_refused_until_the_first_closes(url: str) -> None:
    first = Journal.open(url, "street")
    with pytest.raises(AlreadyOpen, match="another coordinator"):
        Journal.open(url, "street")

    first.close()

    Journal.open(url, "street").close()


def test_the_database_of_another_hall_is_refused(url: str) -> None:
    Journal.open(url, "street").close()

    with pytest.raises(DatabaseOfAnotherHall, match="street"):
        Journal.open(url, "community")


def test_the_database_of_another_program_is_refused(tmp_path: Path, url: str) -> None:
    with sqlite3.connect(tmp_path / "hall.db") as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()

    with pytest.raises(DatabaseOfAnotherHall, match="another program"):
        Journal.open(url, "street")


def test_a_newer_database_is_refused_with_both_versions(tmp_path: Path, url: str) -> None:
    Journal.open(url, "street").close()
    with sqlite3.connect(tmp_path / "hall.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()

    with pytest.raises(DatabaseNewer, match=r"9999.*0001"):
        Journal.open(url, "street")


@pytest.mark.parametrize(
    "url", ["sqlite:////no/such/folder/hall.db", "nonsense", "nosuch://host/db", ""]
)
def test_a_database_that_cannot_be_there_is_said_to_be_unavailable(url: str) -> None:
    with pytest.raises(JournalUnavailable):
        Journal.open(url, "street")


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(JournalUnavailable, match="no folder /no/such/folder"):
        Journal.open("sqlite:////no/such/folder/hall.db", "street")


def test_a_file_that_is_no_database_is_said_to_be_unavailable(tmp_path: Path, url: str) -> None:
    (tmp_path / "hall.db").write_bytes(b"not a database, " * 100)

    with pytest.raises(JournalUnavailable, match="not a database"):
        Journal.open(url, "street")
    Path(tmp_path / "hall.db").unlink()
    Journal.open(url, "street").close()  # the refused writer left no lock behind


def test_a_full_disk_fails_the_batch_and_nothing_of_it_stays(url: str) -> None:
    journal = Journal.open(url, "street")
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


def test_whether_a_full_disk_has_room_again_can_be_asked(url: str) -> None:
    journal = Journal.open(url, "street")
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


def test_an_error_never_shows_what_was_to_be_written(url: str) -> None:
    journal = Journal.open(url, "street")
    twice = VisitorRow("t", "欧阳*", "123X", 1)

    with pytest.raises(JournalUnavailable) as raised:
        journal.append([event(1)], [], [twice, twice])

    assert "欧阳" not in str(raised.value)
    journal.close()


def test_erasing_takes_what_is_due_and_leaves_no_trace_in_the_files(
    tmp_path: Path, url: str
) -> None:
    journal = Journal.open(url, "street")
    due = VisitorRow("t1", "欧阳*", "123X", 1000)
    later = VisitorRow("t2", "诸葛*", "4567", 1001)
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


def test_reading_by_day_and_kind(url: str) -> None:
    journal = Journal.open(url, "street")
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


def test_commits_are_durable_and_readers_do_not_wait(url: str) -> None:
    journal = Journal.open(url, "street")
    with journal.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2
    journal.close()
