"""A database server holds the journals of several halls, and none knows of the others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journal import (
    DatabaseOfAnotherHall,
    HallUnclear,
    Journal,
    JournalReader,
    NotEmpty,
    VisitorFile,
    archive,
    back_up,
    restore,
    verify,
)
from tests.helpers.databases import execute
from tests.helpers.journals import event
from tests.helpers.postgres import Postgres

HALLS = {"north": 30, "south": 4}


@pytest.fixture
def url(postgres: Postgres) -> str:
    """A database with two halls."""
    url = postgres.new_database()
    for hall, events in HALLS.items():
        journal = Journal.open(url, hall)
        for day in ("2026-11-22", "2026-11-23"):
            journal.append(
                [event(journal.last_position() + n, day=day) for n in range(1, events + 1)]
            )
        journal.close()
    return url


def test_each_hall_has_its_own_positions_and_chain(url: str) -> None:
    for hall, events in HALLS.items():
        journal = Journal.open(url, hall)
        assert [row.position for row in journal.load()] == [*range(1, 2 * events + 1)]
        journal.close()
        verdict = verify(url, hall=hall)
        assert (verdict.hall, verdict.events, verdict.faults) == (hall, 2 * events, [])


def test_what_is_changed_in_one_is_not_held_against_the_other(url: str) -> None:
    execute(url, "DELETE FROM events WHERE hall = 'south' AND position = 2")

    assert verify(url, hall="south").faults == ["event 2 is missing"]
    assert verify(url, hall="north").faults == []


@pytest.mark.parametrize(
    "use",
    [
        lambda url, _: verify(url),
        back_up,
        lambda url, file: archive(url, file, before="2026-11-23"),
        lambda url, _: JournalReader.open(url).__enter__(),
        lambda url, _: VisitorFile.open(url).__enter__(),
    ],
)
def test_whoever_does_not_say_which_is_told_which_there_are(
    url: str, tmp_path: Path, use: Callable[[str, Path], object]
) -> None:
    with pytest.raises(HallUnclear, match=r'"north", "south".*--hall'):
        use(url, tmp_path / "new.db")

    assert [*tmp_path.iterdir()] == []


def test_a_hall_that_is_not_there_is_named_with_those_that_are(url: str) -> None:
    with pytest.raises(DatabaseOfAnotherHall, match=r'"north", "south", not "west"'):
        verify(url, hall="west")


def test_a_hall_moves_alone_into_a_file_and_into_a_database_with_others(
    url: str, tmp_path: Path, postgres: Postgres
) -> None:
    assert back_up(url, tmp_path / "north.db", hall="north").events == 60
    assert back_up(url, tmp_path / "south.db", hall="south").events == 8
    target = postgres.new_database()
    for hall in HALLS:
        assert restore(tmp_path / f"{hall}.db", target).hall == hall
    with pytest.raises(NotEmpty, match="north"):
        restore(tmp_path / "north.db", target)

    for hall in HALLS:
        assert verify(target, hall=hall).head == verify(url, hall=hall).head
    with pytest.raises(DatabaseOfAnotherHall):  # a file is of one hall, as ever
        Journal.open(f"sqlite:///{tmp_path / 'north.db'}", "south")


def test_only_the_days_of_one_hall_go_into_an_archive(url: str, tmp_path: Path) -> None:
    moved = archive(url, tmp_path / "old.db", before="2026-11-23", hall="south")

    assert moved is not None
    assert (moved.hall, moved.events) == ("south", 4)
    assert verify(url, hall="south").events == 4
    assert verify(url, hall="north").events == 60
