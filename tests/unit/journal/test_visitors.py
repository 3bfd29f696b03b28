"""New keys and erasure, while a coordinator goes on."""

from pathlib import Path

from journal import Journal, Sealed, VisitorFile, VisitorRow
from tests.helpers.journals import HALL


def row(ticket_id: str, person: str = "", key_id: str = "k1") -> VisitorRow:
    return VisitorRow(
        ticket_id, "2026-11-22", person, key_id, b"sealed-" + ticket_id.encode(), 9000
    )


def test_everything_is_sealed_anew_under_the_new_key(database_url: str) -> None:
    journal = Journal.open(database_url, HALL)
    journal.append([], visitors=[row("t1"), row("t2"), row("t3", key_id="k2")])

    with VisitorFile.open(database_url) as visitors:
        changed = visitors.reseal(lambda old: Sealed("k2", b"new" + old.sealed), key_id="k2")

    assert changed == (2, 0)
    found = {row.about_id: (row.key_id, row.sealed) for row in journal.visitors()}
    assert found == {
        "t1": ("k2", b"newsealed-t1"),
        "t2": ("k2", b"newsealed-t2"),
        "t3": ("k2", b"sealed-t3"),
    }
    journal.close()


def test_a_person_is_erased_and_the_coordinator_learns_of_it(database_url: str) -> None:
    journal = Journal.open(database_url, HALL)
    journal.append([], visitors=[row("t1", "ann"), row("t2", "ann"), row("t3", "bob"), row("t4")])

    with VisitorFile.open(database_url) as visitors:
        assert visitors.erase(persons=["ann"]) == 2
        assert visitors.erase(about=["t4", "none"]) == 1
        assert visitors.erase(persons=["ann"]) == 0

    assert [row.about_id for row in journal.visitors()] == ["t3"]
    assert journal.erase(visitors_due_ms=1000, answers_before_ms=0) == 3
    journal.close()


def test_what_is_erased_on_request_is_gone_from_the_files(tmp_path: Path, sqlite_url: str) -> None:
    journal = Journal.open(sqlite_url, HALL)
    journal.append([], visitors=[row("t1", "ann"), row("t2", "bob")])

    with VisitorFile.open(sqlite_url) as visitors:
        visitors.erase(persons=["ann"])

    on_disk = b"".join(path.read_bytes() for path in tmp_path.glob("hall.db*"))
    assert b"sealed-t2" in on_disk
    assert b"sealed-t1" not in on_disk
    assert b"ann" not in on_disk
    journal.close()
