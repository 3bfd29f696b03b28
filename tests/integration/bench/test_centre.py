"""The bench measures a real hall: what it counts is in the journal, and its figures are there.

Nothing here is about how fast anything is.
"""

import asyncio
from typing import Any

import pytest

from bench.centre import Books, CentreResult, Extent, measure_centre
from bench.report import centre_report, rows

TINY = Extent(
    budget_s=0,
    rounds_min=2,
    pairs=2,
    echo_s=0.1,
    load_s=0.1,
    windows=5,
    kiosks=2,
    waiting_a_window=4,
)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> CentreResult:
    return asyncio.run(measure_centre(tmp_path_factory.mktemp("bench"), TINY))


@pytest.fixture(scope="module")
def report(result: CentreResult) -> dict[str, Any]:
    return centre_report(result)


def test_nothing_is_lost_and_nothing_given_twice(result: CentreResult) -> None:
    assert result.books.commands_answered > 50
    assert result.books.tickets_given > 5
    assert result.books.agree, result.books


@pytest.mark.parametrize(
    "wrong", [{"commands_in_journal": 9}, {"tickets_in_journal": 4}, {"numbers_twice": 1}]
)
def test_books_that_do_not_agree_are_found_out(wrong: dict[str, int]) -> None:
    right = {
        "commands_answered": 10,
        "commands_in_journal": 10,
        "tickets_given": 5,
        "tickets_in_journal": 5,
        "numbers_twice": 0,
    }

    assert Books(**right).agree
    assert not Books(**(right | wrong)).agree


def test_as_much_is_measured_as_was_asked_for(result: CentreResult) -> None:
    assert len(result.rounds) == 2
    for each in result.rounds:
        assert len(each.echo_ms) == len(each.commit_ms) == len(each.call_ms) == TINY.pairs
        assert each.burst_calls == TINY.windows
    assert len(result.shares.clerks) == TINY.windows
    assert len(result.shares.kiosks) == TINY.kiosks
    assert min(result.shares.clerks + result.shares.kiosks) > 0


def test_the_figures_stand_at_the_top_and_are_ratios(report: dict[str, Any]) -> None:
    headline = ["call_next_p50_over_floor", "throughput_over_echo", "burst_over_floors"]

    assert list(report)[:3] == headline
    for name in headline:
        assert report[name] == report["ratios"][name]["median"] > 0
    for floor in report["floors"].values():
        assert 0 < floor["min"] <= floor["quarter"] <= floor["median"] <= floor["max"]


def test_a_call_costs_more_than_nothing_at_the_coordinator(report: dict[str, Any]) -> None:
    assert report["cpu_ms_a_command"]["max"] > 0
    assert 20 < report["coordinator_rss_mb"] < 2000


def test_the_table_has_every_figure_once(report: dict[str, Any]) -> None:
    table = rows(report)
    names = [name for name, *_ in table]

    assert len(names) == len(set(names))
    assert ("books.numbers_twice", "0", "") in table
    assert {name for name, _, wanted in table if wanted} == set(list(report)[:3])
