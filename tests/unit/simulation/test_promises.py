"""The promises bite: each kind of broken promise is found, with the line that shows it."""

from typing import Any

import pytest

from simulation.promises import check_promises

GOOD: list[dict[str, Any]] = [
    {"what": "ticket_printed", "visitor": 1, "number": "A001"},
    {"what": "ticket_called", "number": "A001", "window": "w1", "call_count": 1},
    {"what": "shown", "number": "A001", "window": "w1", "call_count": 1},
    {"what": "spoken", "number": "A001", "window": "w1", "call_count": 1},
    {"what": "on_bar", "number": "A001", "window": "w1"},
    {"what": "service_started", "number": "A001", "window": "w1"},
    {"what": "service_finished", "number": "A001", "window": "w1"},
    {"what": "rated", "number": "A001", "window": "w1", "level": 5},
]


def timed(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"at_ms": 10_000 * place} | line for place, line in enumerate(lines)]


def broken(lines: list[dict[str, Any]]) -> list[tuple[str, int | None]]:
    found = check_promises(timed(lines), visitors=1, numbers_in_database=["A001"])
    return [(item.promise, item.line) for item in found]


def test_a_good_transcript_breaks_nothing() -> None:
    assert broken(GOOD) == []


def test_a_number_on_the_screen_is_as_good_as_paper_and_its_paper_may_come_later() -> None:
    shown = [{"what": "ticket_on_screen", "visitor": 1, "number": "A001"}, *GOOD[1:]]
    assert broken(shown) == []
    late = {"what": "ticket_printed", "visitor": None, "number": "A001"}
    assert broken([*shown, late]) == []
    assert broken([*shown, late, late]) != [], "printed twice"
    assert broken([*GOOD, shown[0]]) != [], "paper and screen"


@pytest.mark.parametrize(
    ("extra", "promise"),
    [
        ({"what": "ticket_printed", "visitor": 1, "number": "A002"}, "every visitor got exactly"),
        (
            {"what": "ticket_printed", "visitor": None, "number": "A001"},
            "every visitor got exactly",
        ),
        (
            {"what": "shown", "number": "A001", "window": "w1", "call_count": 1},
            "every call was shown",
        ),
        (
            {"what": "spoken", "number": "A001", "window": "w1", "call_count": 1},
            "every call was spoken",
        ),
        (
            {"what": "shown", "number": "A001", "window": "w2", "call_count": 1},
            "every call was shown",
        ),
        ({"what": "rated", "number": "A001", "window": "w1", "level": 1}, "every finished service"),
        ({"what": "on_bar", "number": "A001", "window": "w2"}, "a bar shows the numbers"),
    ],
)
def test_one_line_too_many_is_found(extra: dict[str, Any], promise: str) -> None:
    found = broken([*GOOD, extra])

    assert found
    assert all(name.startswith(promise) for name, _ in found)


@pytest.mark.parametrize("missing", [0, 2, 3])
def test_one_line_too_few_is_found(missing: int) -> None:
    assert broken([line for place, line in enumerate(GOOD) if place != missing])


def test_a_ticket_at_two_windows_is_found_with_its_line() -> None:
    second = [
        {"what": what, "number": "A001", "window": "w2", "call_count": 2}
        for what in ("ticket_called", "shown", "spoken")
    ]

    assert broken([*GOOD[:4], *second, *GOOD[4:]]) == [("no ticket was called at two windows", 5)]


def test_a_transferred_ticket_may_be_called_at_another_window() -> None:
    sent_on = [{"what": "transferred", "number": "A001", "window": "w1"}]
    again = [
        {"what": what, "number": "A001", "window": "w2", "call_count": 1}
        for what in ("ticket_called", "shown", "spoken")
    ]

    assert broken([*GOOD[:5], *sent_on, *again]) == []


def test_a_number_that_is_not_in_the_database_is_found() -> None:
    found = check_promises(timed(GOOD), visitors=1, numbers_in_database=[])

    assert [item.line for item in found] == [1]


@pytest.mark.parametrize(("stayed_ms", "found"), [(4_999, []), (5_000, [6])])
def test_a_number_that_stays_and_is_not_on_the_bar_is_found(
    stayed_ms: int, found: list[int]
) -> None:
    lines = [{"at_ms": 1_000} | line for line in GOOD if line["what"] != "on_bar"]
    lines[-2]["at_ms"] += stayed_ms
    assert lines[-2]["what"] == "service_finished"

    broken = check_promises(lines, visitors=1, numbers_in_database=["A001"], bar_window="w1")

    assert [item.line for item in broken] == found
