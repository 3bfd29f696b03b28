"""The commands for keys that unmask, and for who has used them."""

import json
import stat
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from contract.hall import parse_hall
from contract.ids import TicketId
from coordinator.adapters.store import JournalStore
from coordinator.domain import commands as do
from hallcall.errors import CannotRun
from hallcall.unmasking import read_opening
from journal import Journal
from messaging.sealing import UnmaskingKeys
from tests.helpers.coordinator import panel
from tests.helpers.unmasking import CARD, KEYS, key_file, sealed, unmasking_hall, written_hall
from tests.unit.coordinator.test_unmasking import served
from tests.unit.hallcall.test_storage import refusal, run


def test_a_new_key_is_a_private_file_and_a_line_for_the_hall_file(tmp_path: Path) -> None:
    file = tmp_path / "unmasking.key"

    told = run("unmasking-key", str(file))

    line = told.output.strip().splitlines()[-1]
    hall = parse_hall(written_hall().replace(f'unmasking_key = "{KEYS.public[-1]}"', line))
    keys = UnmaskingKeys.parse(file.read_text("utf-8"), source="")
    assert hall.privacy.unmasking_key == keys.public[-1]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_second_key_still_opens_what_the_first_has_sealed(tmp_path: Path) -> None:
    file = key_file(tmp_path)
    assert run("unmasking-key", str(file)).exit_code == 0
    opening = read_opening(file, unmasking_hall())
    assert opening is not None
    assert opening(sealed()) == CARD


def test_a_file_that_is_no_key_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("dear all", encoding="utf-8")
    assert "holds no unmasking key" in refusal("unmasking-key", str(file))
    assert file.read_text("utf-8") == "dear all"


def test_a_panel_with_another_key_starts_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "other.key"
    run("unmasking-key", str(file))
    with capture_logs() as logs:
        opening = read_opening(file, unmasking_hall())
        assert opening is not None
        assert opening(sealed()) is None
    assert [line["event"] for line in logs] == ["unmasking_key.differs", "whole_card.not_opened"]
    assert CARD.name not in str(logs)


@pytest.mark.parametrize("text", ["", None])
def test_a_panel_told_of_a_key_that_is_not_there_does_not_start(
    tmp_path: Path, text: str | None
) -> None:
    file = tmp_path / "unmasking.key"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(CannotRun):
        read_opening(file, unmasking_hall())


def test_a_panel_that_is_told_of_no_key_opens_nothing() -> None:
    assert read_opening(None, unmasking_hall()) is None


def test_who_has_unmasked_whom_and_why_is_listed(database_url: str) -> None:
    journal = Journal.open(database_url, "small")
    desk = served(store=JournalStore(journal, None))
    desk.ask(panel(do.UnmaskVisitor, ticket_id=TicketId("2026-11-23.A001"), reason="to file"))
    journal.close()

    rows = json.loads(run("unmasked", database_url, "--json").output)
    assert rows == [
        {
            "when": "2026-11-23 01:00:00",
            "clerk": "li",
            "window": "w1",
            "ticket": "A001",
            "reason": "to file",
        }
    ]
    assert "A001" in run("unmasked", database_url, "--day", "2026-11-23").output
    assert json.loads(run("unmasked", database_url, "--day", "2026-11-24", "--json").output) == []
