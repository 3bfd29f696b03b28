"""A snapshot is read as it was written, or not at all."""

from pathlib import Path

import pytest

from journal import Journal, PositionTaken, SnapshotRows, archive, back_up, restore
from tests.helpers.databases import execute
from tests.helpers.journals import HALL, event, journal_of

FORM = "rules file"


def open_at(url: str, events: int = 5) -> Journal:
    return Journal.open(journal_of(url, events), HALL)


def reopened(journal: Journal, url: str) -> Journal:
    journal.close()
    return Journal.open(url, HALL)


def test_pieces_come_back_in_their_order_with_the_rest(database_url: str) -> None:
    journal = open_at(database_url)
    journal.keep_snapshot(5, FORM, b"one", None, anew=True)
    assert journal.snapshot(FORM) is None  # more is to come

    journal.keep_snapshot(5, FORM, b"one", None, anew=True)
    journal.keep_snapshot(5, FORM, b"two", b"rest", anew=False)
    journal.append([event(6)])
    journal = reopened(journal, database_url)

    assert journal.snapshot(FORM) == SnapshotRows(5, [b"one", b"two"], b"rest")
    journal.close()


def test_it_goes_on_after_a_restart_without_what_was_not_whole_yet(database_url: str) -> None:
    journal = open_at(database_url)
    journal.keep_snapshot(5, FORM, b"one", b"rest", anew=True)
    journal.append([event(6)])
    journal.keep_snapshot(6, FORM, b"half", None, anew=False)
    journal = reopened(journal, database_url)

    assert journal.snapshot(FORM) == SnapshotRows(5, [b"one"], b"rest")
    journal.keep_snapshot(6, FORM, b"two", b"more", anew=False)

    assert journal.snapshot(FORM) == SnapshotRows(6, [b"one", b"two"], b"more")
    journal.close()


def test_a_new_one_removes_the_old(database_url: str) -> None:
    journal = open_at(database_url)
    journal.keep_snapshot(5, FORM, b"one", None, anew=True)
    journal.keep_snapshot(5, FORM, b"two", b"rest", anew=False)
    journal.append([event(6)])

    journal.keep_snapshot(6, FORM, b"other", b"rest", anew=True)

    assert journal.snapshot(FORM) == SnapshotRows(6, [b"other"], b"rest")
    journal.close()


DAMAGES = {
    "a bit": "UPDATE snapshots SET body = CAST('x' AS {blob}) WHERE piece = 1",
    "the rest": "UPDATE snapshots SET body = CAST('x' AS {blob}) WHERE piece = 0",
    "a piece is gone": "DELETE FROM snapshots WHERE piece = 2",
    "no piece is left": "DELETE FROM snapshots WHERE piece > 0",
    "two change places": "UPDATE snapshots SET piece = piece + 10 WHERE piece = 1",
    "another place": "UPDATE snapshots SET position = 4",
    "after the end": "UPDATE snapshots SET position = 9",
    "another history": "UPDATE snapshots SET chain = 'other'",
    "its event is gone": "DELETE FROM events WHERE position = 5",
    "its event is another": "UPDATE events SET chain = 'other' WHERE position = 5",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_one_that_is_damaged_or_of_another_journal_is_none(database_url: str, damage: str) -> None:
    journal = open_at(database_url)
    journal.keep_snapshot(5, FORM, b"one", None, anew=True)
    journal.keep_snapshot(5, FORM, b"two", b"rest", anew=False)
    journal.append([event(6), event(7)])
    journal.close()

    blob = "BLOB" if database_url.startswith("sqlite") else "BYTEA"
    execute(database_url, damage.format(blob=blob))

    journal = Journal.open(database_url, HALL)
    assert journal.snapshot(FORM) is None
    journal.close()


def test_one_of_another_form_is_none(database_url: str) -> None:
    journal = open_at(database_url)
    journal.keep_snapshot(5, FORM, b"one", b"rest", anew=True)

    assert journal.snapshot("newer rules") is None
    journal.close()


def test_whoever_is_not_at_the_journal_s_end_keeps_nothing(database_url: str) -> None:
    journal = open_at(database_url)

    with pytest.raises(PositionTaken):
        journal.keep_snapshot(4, FORM, b"one", b"rest", anew=True)
    journal.close()


def test_no_backup_has_it_and_what_is_restored_begins_without(
    sqlite_url: str, tmp_path: Path
) -> None:
    journal = open_at(sqlite_url)
    journal.keep_snapshot(5, FORM, b"one", b"rest", anew=True)
    journal.close()
    back_up(sqlite_url, tmp_path / "backup.db")
    restore(tmp_path / "backup.db", f"sqlite:///{tmp_path / 'new.db'}")

    for name in ("backup.db", "new.db"):
        journal = Journal.open(f"sqlite:///{tmp_path / name}", HALL)
        assert journal.snapshot(FORM) is None
        journal.close()


def test_an_archive_of_older_days_leaves_it(database_url: str, tmp_path: Path) -> None:
    journal = Journal.open(journal_of(database_url, 5, days=2), HALL)
    journal.keep_snapshot(10, FORM, b"one", b"rest", anew=True)
    journal.close()

    archive(database_url, tmp_path / "old.db", before="2026-11-23")

    journal = Journal.open(database_url, HALL)
    assert journal.snapshot(FORM) == SnapshotRows(10, [b"one"], b"rest")
    journal.close()
