"""Whoever touches a journal's rows is found out, and the row is named."""

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest

from journal import EventRow, Head, Journal, archive, verify
from journal.chain import chained
from tests.helpers.databases import execute
from tests.helpers.journals import HALL, event, journal_of


def test_the_chain_of_a_row_is_what_its_page_says() -> None:
    row = EventRow(2, 1700, "2026-11-22", "ticket_called", "p1", "c9", '{"number":"张"}')
    text = '["abc","small",2,1700,"2026-11-22","ticket_called","p1","c9","{\\"number\\":\\"张\\"}"]'

    assert chained("abc", "small", row) == hashlib.sha256(text.encode()).hexdigest()


def test_a_journal_nobody_touched_is_as_it_was_written(database_url: str) -> None:
    verdict = verify(journal_of(database_url, 30))

    assert (verdict.hall, verdict.events, verdict.faults) == (HALL, 30, [])
    assert verdict.head.position == 30
    assert len(verdict.head.chain) == 64


def test_an_empty_journal_is_as_it_was_written(database_url: str) -> None:
    assert verify(journal_of(database_url, 0)).faults == []


TOUCHES = [
    ("UPDATE events SET body = '{}' WHERE position = 12", ["event 12", "changed"]),
    ("UPDATE events SET at_ms = at_ms + 1 WHERE position = 1", ["event 1 ", "changed"]),
    ("UPDATE events SET device_id = 'p9' WHERE position = 30", ["event 30", "changed"]),
    ("UPDATE events SET chain = 'f' WHERE position = 30", ["event 30", "changed"]),
    ("DELETE FROM events WHERE position = 12", ["event 12 is missing"]),
    ("DELETE FROM events WHERE position BETWEEN 12 AND 14", ["events 12 to 14 are missing"]),
    ("DELETE FROM events WHERE position = 1", ["event 1 is missing"]),
    ("DELETE FROM events WHERE position > 28", ["events 29 to 30 are missing at the end"]),
    ("DELETE FROM events", ["events 1 to 30 are missing at the end"]),
    (
        (
            "INSERT INTO events SELECT hall, 31, at_ms, day, kind, device_id, command_id, body,"
            " chain FROM events WHERE position = 30"
        ),
        ["event 31", "changed", "added at the end"],
    ),
    (
        (
            "INSERT INTO events SELECT hall, 0, at_ms, day, kind, device_id, command_id, body,"
            " chain FROM events WHERE position = 30"
        ),
        ["event 0", "was added"],
    ),
    ("UPDATE heads SET position = 29", ["event 30 is added at the end"]),
]


FILE_ONLY = [
    ("UPDATE events SET body = x'00ff' WHERE position = 12", ["event 12", "was changed"]),
    ("UPDATE events SET body = CAST(x'ff41' AS TEXT) WHERE position = 12", ["event 12", "changed"]),
    ("UPDATE events SET kind = CAST(x'ff41' AS TEXT) WHERE position = 12", ["event 12 (\\udcffA"]),
    ("UPDATE events SET chain = x'00' WHERE position = 12", ["event 12", "event 13"]),
    ("UPDATE events SET position = 'abc' WHERE position = 12", ["event 12 is missing", "'abc'"]),
]
"""What a server refuses, and a file keeps whatever the column is meant for."""


@pytest.mark.parametrize(("touch", "words"), FILE_ONLY, ids=[touch[:45] for touch, _ in FILE_ONLY])
def test_a_row_that_holds_no_text_is_named_like_every_other(
    sqlite_url: str, touch: str, words: list[str]
) -> None:
    url = journal_of(sqlite_url, 30)
    execute(url, touch)

    faults = "\n".join(verify(url).faults)

    assert [word for word in words if word not in faults] == []
    faults.encode()  # can be shown


@pytest.mark.parametrize(("touch", "words"), TOUCHES, ids=[touch[:45] for touch, _ in TOUCHES])
def test_a_touched_row_is_named(database_url: str, touch: str, words: list[str]) -> None:
    url = journal_of(database_url, 30)
    execute(url, touch)

    faults = "\n".join(verify(url).faults)

    assert [word for word in words if word not in faults] == []


def test_rows_that_changed_places_are_named(database_url: str) -> None:
    url = journal_of(database_url, 30)
    execute(
        url,
        "UPDATE events SET position = 99 WHERE position = 5",
        "UPDATE events SET position = 5 WHERE position = 6",
        "UPDATE events SET position = 6 WHERE position = 99",
    )

    faults = verify(url).faults

    assert [fault.split(" (")[0] for fault in faults] == ["event 5", "event 6", "event 7"]


def test_a_row_whose_chain_was_made_to_fit_is_betrayed_by_the_next(database_url: str) -> None:
    url = journal_of(database_url, 30)
    before = verify(url).head
    journal = Journal.open(url, HALL)
    journal.append([event(31), event(32)])
    journal.close()
    forged = chained(before.chain, HALL, event(31, body="{}"))
    execute(url, f"UPDATE events SET body = '{{}}', chain = '{forged}' WHERE position = 31")  # noqa: S608

    [fault] = verify(url).faults

    assert fault.startswith("event 32 ")
    assert fault.endswith("is not what followed event 31")


def test_a_journal_written_all_anew_is_betrayed_by_a_head_that_was_noted(
    database_url: str,
) -> None:
    noted = verify(journal_of(database_url, 10)).head
    execute(database_url, "DELETE FROM events", "UPDATE heads SET position = 0, chain = ''")
    journal = Journal.open(database_url, HALL)
    journal.append([event(n, body="{}") for n in range(1, 21)])
    journal.close()

    assert verify(database_url).faults == []
    [fault] = verify(database_url, known=noted).faults
    assert fault.startswith("event 10 ")
    [gone] = verify(database_url, known=Head(21, "f" * 64)).faults
    assert "event 21" in gone


def test_a_noted_head_is_looked_for_where_the_journal_begins_and_before(
    database_url: str, tmp_path: Path
) -> None:
    url = journal_of(database_url, 10, days=3)
    early, end = verify(url).head._replace(position=7), tmp_path / "old.db"
    moved = archive(url, end, before="2026-11-23")
    assert moved is not None

    rest = verify(url, known=moved.head)

    assert (rest.faults, rest.begin) == ([], moved.head)
    [wrong] = verify(url, known=Head(10, "f" * 64)).faults
    assert "does not go on from 10:ffff" in wrong
    [archived] = verify(url, known=early).faults
    assert "event 7" in archived
    assert "is in an archive" in archived


def test_a_noted_head_still_fits_when_the_journal_has_grown(database_url: str) -> None:
    noted = verify(journal_of(database_url, 10)).head
    journal = Journal.open(database_url, HALL)
    journal.append([event(11)])
    journal.close()

    assert verify(database_url, known=noted).faults == []


def test_many_faults_are_counted_and_only_the_first_are_named(database_url: str) -> None:
    url = journal_of(database_url, 300)
    execute(url, "UPDATE events SET body = '{}'")

    verdict = verify(url)

    assert verdict.faults_count == 300
    assert len(verdict.faults) == 100


def test_a_failed_commit_leaves_the_chain_whole(database_url: str) -> None:
    journal = Journal.open(database_url, HALL)
    journal.append([event(1)])
    with suppress(AttributeError):
        journal.append([event(2)], visitors=[None])  # type: ignore[list-item]
    journal.append([event(2), event(3)])
    journal.close()

    verdict = verify(database_url)
    assert (verdict.events, verdict.faults) == (3, [])
