"""Reading a journal beside its writer."""

import sqlite3
from pathlib import Path

import pytest

from journal import (
    DatabaseOfAnotherHall,
    EventRow,
    Journal,
    JournalReader,
    JournalUnavailable,
)


def row(position: int, day: str) -> EventRow:
    return EventRow(position, position, day, "kind", "k1", f"c{position}", "{}")


def test_a_reader_sees_what_is_committed_while_the_writer_goes_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hall.db'}"
    journal = Journal.open(url, "small")
    journal.append([row(1, "2026-11-22"), row(2, "2026-11-23")])

    with JournalReader.open(url) as reader:
        journal.append([row(3, "2026-11-23")])

        assert reader.hall == "small"
        assert reader.days() == ["2026-11-22", "2026-11-23"]
        assert [event.position for event in reader.events_of_day("2026-11-23")] == [2, 3]
    journal.close()


def test_a_file_that_is_no_journal_is_refused_and_left_alone(tmp_path: Path) -> None:
    other, empty, text = (tmp_path / name for name in ("other.db", "empty.db", "notes.txt"))
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE cakes (name TEXT)")
    connection.close()
    empty.touch()
    text.write_text("not a database, but long enough to be taken for one" * 9, encoding="utf-8")

    for path, error in [
        (other, DatabaseOfAnotherHall),
        (empty, DatabaseOfAnotherHall),
        (text, JournalUnavailable),
        (tmp_path / "missing.db", JournalUnavailable),
    ]:
        with pytest.raises(error), JournalReader.open(f"sqlite:///{path}"):
            pass
    assert empty.read_bytes() == b""
    assert not (tmp_path / "missing.db").exists()
