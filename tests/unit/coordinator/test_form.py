"""What a snapshot depends on has a name that changes with it."""

from dataclasses import fields
from pathlib import Path

import pytest

from coordinator.adapters.form import snapshot_form, sources_digest
from coordinator.domain.hall import Hall


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.py").write_text("A = 1\n")
    (tmp_path / "deep" / "b.py").write_text("B = 1\n")
    return tmp_path


@pytest.mark.parametrize("name", ["a.py", "deep/b.py", "deep/new.py"])
def test_any_change_of_a_rule_is_another_form(rules: Path, name: str) -> None:
    before = sources_digest(rules)

    (rules / name).write_text("A = 2\n")

    assert sources_digest(rules) != before


def test_a_rule_that_moves_is_another_form(rules: Path) -> None:
    before = sources_digest(rules)

    (rules / "a.py").rename(rules / "c.py")

    assert sources_digest(rules) != before


def test_the_hall_file_is_in_the_form_and_the_table_has_room_for_it() -> None:
    assert snapshot_form("0123456789ab") != snapshot_form("ba9876543210")
    assert len(snapshot_form("0123456789ab")) <= 64


def test_what_a_hall_is_made_of_is_what_snapshots_know_of() -> None:
    """Whoever gives the hall a new field must say there how it is kept, or worked out again."""
    kept = {"day", "call_seqs", "cases", "appointments", "at_ms", "experience"}
    by_file = {"file", "always_open", "tells_waits", "call_order"}
    worked_out = {"services", "windows_serving", "groups_at"}

    assert {field.name for field in fields(Hall)} == kept | by_file | worked_out
