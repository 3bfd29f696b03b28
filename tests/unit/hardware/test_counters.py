"""What devices have done is counted, told and kept."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hardware.counters import Counters, Values, set_counter
from tests.helpers.patience import wait_until

QUICK_S = 0.02


@contextmanager
def counting(
    path: Path | None, told: Callable[[Values], None] = lambda _: None
) -> Iterator[Counters]:
    counters = Counters(path, told, period_s=QUICK_S)
    counters.start()
    try:
        yield counters
    finally:
        counters.stop()


def test_counts_outlive_the_program(tmp_path: Path) -> None:
    file = tmp_path / "state" / "k1.counters"
    with counting(file) as counters:
        counters.add("tickets", 3)
        counters.set("rolls", 2)
        counters.add("rolls")

    with counting(file) as again:
        assert (again.get("tickets"), again.get("rolls"), again.get("x")) == (3, 3, 0)


def test_what_has_changed_is_told_and_what_is_hidden_is_not(tmp_path: Path) -> None:
    told: list[Values] = []
    with counting(tmp_path / "c", told.append) as counters:
        counters.add("tickets")
        counters.set("_roll", 1)
        wait_until(lambda: told[-1:] == [{"tickets": 1}])
        counters.add("tickets")
        wait_until(lambda: told[-1] == {"tickets": 2})
    with counting(tmp_path / "c", told.append):
        assert told[-1] == {"tickets": 2}
    assert len(told) == len({str(values) for values in told}) + 1  # once more by the second


def test_a_counter_is_set_from_outside_while_the_program_counts(tmp_path: Path) -> None:
    file = tmp_path / "c"
    with counting(file) as counters:
        counters.add("tickets", 5)
        wait_until(lambda: file.exists() and _stored(file) == {"tickets": 5})
        set_counter(file, "tickets", 0)
        counters.add("tickets")
        wait_until(lambda: counters.get("tickets") == 1)


def test_setting_a_counter_that_nobody_keeps_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        set_counter(tmp_path / "none", "tickets", 0)


def test_a_file_that_cannot_be_kept_costs_nothing_while_the_program_runs(tmp_path: Path) -> None:
    file = tmp_path / "c"
    file.mkdir()  # no database can be here
    told: list[Values] = []
    with counting(file, told.append) as counters:
        counters.add("tickets", 2)
        wait_until(lambda: told[-1:] == [{"tickets": 2}])
        file.rmdir()
        wait_until(lambda: file.is_file() and _stored(file) == {"tickets": 2})
        assert counters.get("tickets") == 2


def test_without_a_file_it_counts_from_each_start_on() -> None:
    with counting(None) as counters:
        counters.add("key_presses")
        assert counters.get("key_presses") == 1


def _stored(file: Path) -> dict[str, int]:
    connection = sqlite3.connect(file)
    try:
        return dict(connection.execute("SELECT name, value FROM counter"))
    except sqlite3.Error:
        return {}
    finally:
        connection.close()
