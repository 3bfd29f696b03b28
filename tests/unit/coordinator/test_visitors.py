"""What is kept of visitors, and how long."""

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from contract.hall import HallFile
from contract.ids import EpochMs
from contract.messages import state
from coordinator.adapters.store import JournalStore
from coordinator.adapters.visitors import CurrentKeys, reseal
from coordinator.domain import commands as do
from journal import Journal, Keys, KeysInvalid, VisitorFile
from tests.helpers.coordinator import CARD, Desk, issue, panel, paper
from tests.helpers.scene import LI, at, hall_file

KEYS = Keys({}).rotated()
MINUTE_MS = 60_000


def desk_on(journal: Journal, keys: CurrentKeys | None, file: HallFile | None = None) -> Desk:
    desk = Desk(file)
    desk.loop._store = JournalStore(journal, keys)
    return desk.started()


def name_on_panel(desk: Desk) -> str | None:
    ticket = desk.publisher.state("panel/w1", state.PanelState).ticket
    return ticket.visitor.masked_name if ticket is not None and ticket.visitor else None


def call_somebody_known(desk: Desk) -> None:
    desk.ask(panel(do.SignIn, clerk_id=LI), issue(visitor=CARD, person_hash="a" * 64))
    desk.ask(*paper("A001"), panel(do.CallNext))
    desk.loop.catch_up()


def later(desk: Desk, at_ms: EpochMs) -> Desk:
    desk.clock.at_ms = at_ms
    with capture_logs():
        desk.loop.tick()
        desk.loop.catch_up()
    return desk


def test_a_visitor_is_stored_sealed_and_known_after_a_restart(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    call_somebody_known(desk_on(journal, lambda: KEYS))

    [row] = journal.visitors()
    assert (row.about_id, row.day, row.person) == ("2026-11-23.A001", "2026-11-23", "a" * 64)
    assert row.key_id == "k1"
    with journal.engine.connect() as connection:
        everything = str(connection.execute(text("SELECT * FROM visitors, events")).all())
    assert CARD.masked_name not in everything
    assert CARD.document_tail not in everything
    assert name_on_panel(desk_on(journal, lambda: KEYS)) == CARD.masked_name
    journal.close()


def test_without_keys_nothing_is_stored_and_that_is_said_once(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    with capture_logs() as logs:
        desk = desk_on(journal, None)
        call_somebody_known(desk)
        desk.ask(issue(visitor=CARD))

    assert [line["event"] for line in logs].count("visitors.not_stored") == 1
    assert journal.visitors() == []
    assert name_on_panel(desk) == CARD.masked_name  # as long as this coordinator runs
    assert name_on_panel(desk_on(journal, None)) is None
    journal.close()


def test_without_keys_a_visitor_is_forgotten_when_the_day_ends() -> None:
    journal = Journal.open("sqlite://", "small")
    desk = desk_on(journal, None)
    call_somebody_known(desk)

    later(desk, at("09:00", "2026-11-24"))

    assert desk.loop._visitors.cards == {}
    journal.close()


def test_keys_that_cannot_be_read_keep_no_ticket_from_anybody() -> None:
    journal = Journal.open("sqlite://", "small")

    def gone() -> Keys:
        raise KeysInvalid("cannot read the keys")

    assert desk_on(journal, gone).tickets(issue(visitor=CARD)) == ["A001"]
    assert journal.visitors() == []
    journal.close()


def test_a_row_whose_key_is_gone_is_unknown_and_harms_nobody() -> None:
    journal = Journal.open("sqlite://", "small")
    call_somebody_known(desk_on(journal, lambda: KEYS))

    with capture_logs() as logs:
        desk = desk_on(journal, lambda: KEYS.rotated().rotated())

    assert name_on_panel(desk) is None
    assert "visitors.not_stored" in [line["event"] for line in logs]
    journal.close()


@pytest.mark.parametrize(("days", "erased_on"), [(0, "2026-11-24"), (2, "2026-11-26")])
def test_the_hall_file_says_how_long_visitors_are_kept(days: int, erased_on: str) -> None:
    journal = Journal.open("sqlite://", "small")
    desk = desk_on(journal, lambda: KEYS, hall_file(privacy={"visitors_days": days}))
    call_somebody_known(desk)

    for day in ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"):
        later(desk, at("23:59" if day == "2026-11-23" else "09:00", day))
        assert (journal.visitors() == []) == (day >= erased_on)
        assert (desk.loop._visitors.cards == {}) == (day > "2026-11-23")
    journal.close()


def test_who_is_erased_on_request_leaves_the_panel_within_a_minute(sqlite_url: str) -> None:
    journal = Journal.open(sqlite_url, "small")
    desk = desk_on(journal, lambda: KEYS)
    call_somebody_known(desk)
    later(desk, EpochMs(desk.clock.at_ms))

    with VisitorFile.open(sqlite_url) as visitors:
        assert visitors.erase(persons=["a" * 64]) == 1
    later(desk, EpochMs(desk.clock.at_ms + MINUTE_MS))

    assert name_on_panel(desk) is None
    assert journal.visitors() == []
    journal.close()


def test_a_new_key_is_used_by_the_coordinator_that_runs(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    ring = [KEYS]
    desk = desk_on(journal, lambda: ring[0])
    call_somebody_known(desk)

    ring[0] = ring[0].rotated()
    with VisitorFile.open(database_url) as visitors:
        assert visitors.reseal(lambda row: reseal(ring[0], row), key_id="k2") == (1, 0)
    desk.ask(issue(visitor=CARD))

    assert {row.key_id for row in journal.visitors()} == {"k2"}
    ring[0] = ring[0].rotated()  # without the first key
    assert name_on_panel(desk_on(journal, lambda: ring[0])) == CARD.masked_name
    journal.close()
