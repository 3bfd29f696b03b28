"""The loop on a real journal in a real database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from contract.ids import EpochMs
from contract.messages import state
from contract.messages.answers import Done, TryAgain
from coordinator.adapters.store import ANSWERS_KEPT_MS, JournalStore
from coordinator.adapters.visitors import CurrentKeys
from coordinator.domain import commands as do
from coordinator.service.ports import Record, StoreUnavailable, Superseded
from coordinator.service.snapshots import EVENTS_A_PIECE
from journal import EventRow, Journal, Keys
from tests.helpers.coordinator import CARD, SEEN, Desk, issue, panel, paper
from tests.helpers.databases import execute
from tests.helpers.scene import LI, at

KEYS = Keys({}).rotated()


def desk_on(journal: Journal, keys: CurrentKeys | None = lambda: KEYS) -> Desk:
    desk = Desk()
    desk.loop._store = JournalStore(journal, keys)
    return desk.started()


def test_a_restart_on_the_file_goes_on_where_it_was(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    before = desk_on(journal)
    answers = before.ask(
        panel(do.SignIn, clerk_id=LI),
        issue("one", visitor=CARD),
        issue(),
        *paper("A001"),
        panel(do.CallNext),
    )
    before.loop.tick()
    journal.close()

    journal = Journal.open(database_url, "small")
    after = desk_on(journal)

    before.publisher.retained.pop("hallcall/v1/small/state/hall")
    after.publisher.retained.pop("hallcall/v1/small/state/hall")
    assert after.publisher.retained == before.publisher.retained
    assert after.ask(issue("one")) == [answers[1]]
    ticket = after.publisher.state("panel/w1", state.PanelState).ticket
    assert ticket is not None
    assert ticket.visitor == SEEN
    journal.close()


def test_only_the_last_day_is_read_at_the_start(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    desk = desk_on(journal)
    desk.ask(*(issue() for _ in range(5)))
    desk.clock.at_ms = at("09:00", "2026-11-30")
    desk.ask(issue())

    records = list(JournalStore(journal).load())

    assert [type(record.event).__name__ for record in records] == ["DayBegan", "TicketIssued"]
    assert records[0].position == 12
    journal.close()


def busy_day(journal: Journal) -> Desk:
    """Return a desk where enough has happened for a snapshot, and a little since."""
    desk = desk_on(journal)
    desk.ask(panel(do.SignIn, clerk_id=LI))
    numbers = desk.tickets(*(issue() for _ in range(EVENTS_A_PIECE // 2 + 10)))
    desk.ask(*paper(*numbers))
    for _ in range(2):
        desk.loop.tick()
    desk.ask(issue(), panel(do.CallNext), issue("last"))
    return desk


def test_a_restart_reads_the_snapshot_and_what_came_after_it(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    before = busy_day(journal)
    journal.close()

    journal = Journal.open(database_url, "small")
    store = JournalStore(journal)
    read: list[int] = []
    load = store.load

    def noted(*, after_position: int = 0) -> Iterator[Record]:
        for record in load(after_position=after_position):
            read.append(record.position)
            yield record

    store.load = noted  # type: ignore[method-assign]
    after = Desk()
    after.loop._store = store
    after.started()

    assert len(read) == 3
    assert after.loop._hall == before.loop._hall
    journal.close()


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE snapshots SET body = CAST('x' AS {blob})",
        "UPDATE snapshots SET form = 'older rules'",
        "DELETE FROM snapshots WHERE piece = 1",
    ],
)
def test_without_a_snapshot_that_can_be_read_the_whole_day_is(
    database_url: str, spoil: str
) -> None:
    journal = Journal.open(database_url, "small")
    before = busy_day(journal)
    journal.close()
    execute(
        database_url, spoil.format(blob="BLOB" if database_url.startswith("sqlite") else "BYTEA")
    )

    journal = Journal.open(database_url, "small")
    after = desk_on(journal)

    assert after.loop._hall == before.loop._hall
    journal.close()


def test_another_hall_file_or_a_new_day_takes_no_old_snapshot(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    desk = busy_day(journal)
    store = JournalStore(journal)

    assert store.snapshot("0123456789ab") is not None
    assert store.snapshot("another file") is None

    desk.clock.at_ms = at("09:00", "2026-11-30")
    desk.loop.tick()
    assert store.snapshot("0123456789ab") is None
    journal.close()


def test_a_snapshot_that_cannot_be_written_does_the_hall_no_harm(sqlite_url: str) -> None:
    journal = Journal.open(sqlite_url, "small")
    desk = desk_on(journal)
    execute(sqlite_url, "DROP TABLE snapshots")
    with capture_logs() as logs:
        desk.ask(*(issue() for _ in range(EVENTS_A_PIECE)))
        desk.loop.tick()

    assert "snapshot.not_kept" in [line["event"] for line in logs]
    assert desk.tickets(issue()) == [f"A{EVENTS_A_PIECE + 1}"]
    assert desk.alarms.standing is None
    journal.close()


def test_a_full_disk_is_told_and_survived(sqlite_url: str) -> None:
    journal = Journal.open(sqlite_url, "small")
    desk = desk_on(journal)
    desk.ask(issue())
    with journal.engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with capture_logs():
        answers = desk.ask(*(issue(f"f{n}") for n in range(200)))
    with journal.engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 100000"))

    assert {type(answer) for answer in answers} == {TryAgain}
    assert "full" in str(desk.alarms.standing)
    assert desk.tickets(issue("f0")) == ["A002"]
    assert desk.alarms.standing is None
    journal.close()


def test_whoever_finds_his_position_taken_stops(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    desk = desk_on(journal)
    position = journal.last_position() + 1
    journal.append([EventRow(position, 0, "2026-11-23", "x", "other", "", "{}")])
    desk.loop.submit(issue())

    with pytest.raises(Superseded):
        desk.loop.work()

    assert desk.publisher.answers == []
    journal.close()


def test_answers_are_kept_until_nobody_can_ask_again(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    desk = desk_on(journal)
    [first] = desk.ask(issue("one"))
    store = JournalStore(journal)
    answered_at_ms = first.answered_at_ms

    store.erase_due(EpochMs(answered_at_ms + ANSWERS_KEPT_MS))
    assert isinstance(first, Done)
    assert desk.ask(issue("one")) == [first]
    store.erase_due(EpochMs(answered_at_ms + ANSWERS_KEPT_MS + 1))
    assert desk.tickets(issue("one")) == ["A002"]
    journal.close()


@pytest.mark.parametrize("body", ['{"kind":', '{"kind":"from_the_future"}'])
def test_an_event_that_cannot_be_read_is_named_and_nothing_is_guessed(
    database_url: str, body: str
) -> None:
    journal = Journal.open(database_url, "small")
    journal.append([EventRow(1, 1, "2026-11-23", "day_began", "coordinator", "", body)])

    with pytest.raises(StoreUnavailable, match=r"event 1 .* newer hallcall"):
        desk_on(journal)
    journal.close()
