"""What a hall promises, checked on a transcript and the journal's tickets. Pure.

Written from the promises alone and without the coordinator's code, so that both cannot be wrong
in the same way.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

Line: TypeAlias = Mapping[str, Any]

CALLS: Final = ("ticket_called", "ticket_recalled")
ENDS: Final = ("service_finished", "no_show", "transferred")
BAR_LATE_MS: Final = 5_000
"""A new call flashes, and a card takes one update a second: shorter stays may be missed."""


@dataclass(frozen=True)
class Broken:
    """A promise that was not kept, and the line of the transcript (from 1) that shows it."""

    promise: str
    why: str
    line: int | None

    def __str__(self) -> str:
        where = f"transcript line {self.line}: " if self.line is not None else ""
        return f"{self.promise}: {where}{self.why}"


def check_promises(
    lines: Sequence[Line],
    *,
    visitors: int,
    numbers_in_database: Iterable[str],
    bar_window: str | None = None,
) -> list[Broken]:
    """Return every broken promise of a hall whose first `visitors` visitors came."""
    return [
        *_one_paper_each(lines, visitors, frozenset(numbers_in_database)),
        *_told_once(lines, "shown"),
        *_told_once(lines, "spoken"),
        *_one_window_at_a_time(lines),
        *_one_rating_each(lines),
        *_on_the_bar(lines, bar_window),
    ]


def _numbered(lines: Sequence[Line], *whats: str) -> Iterator[tuple[int, Line]]:
    return ((place, line) for place, line in enumerate(lines, 1) if line["what"] in whats)


def _one_paper_each(
    lines: Sequence[Line], visitors: int, in_database: frozenset[str]
) -> Iterator[Broken]:
    """A number on the kiosk's screen is as good as its paper, which may still come out later."""
    promise = "every visitor got exactly one paper, with a number that is in the database"
    got: dict[int, int] = {}
    numbers: dict[str, int] = {}
    on_screen = {line["number"] for _, line in _numbered(lines, "ticket_on_screen")}
    for place, line in _numbered(lines, "ticket_printed", "ticket_on_screen"):
        visitor, number = line["visitor"], line["number"]
        printed = line["what"] == "ticket_printed"
        if visitor is None and number not in on_screen:
            yield Broken(promise, f"{number} came out and nobody had asked for it", place)
        elif visitor in got:
            yield Broken(promise, f"visitor {visitor} had one on line {got[visitor]}", place)
        elif visitor is not None:
            got[visitor] = place
        if printed and number in numbers:
            yield Broken(promise, f"{number} was printed on line {numbers[number]} too", place)
        if printed:
            numbers.setdefault(number, place)
        if number not in in_database:
            yield Broken(promise, f"{number} is not in the database", place)
    for visitor in range(1, visitors + 1):
        if visitor not in got:
            yield Broken(promise, f"visitor {visitor} got none", None)


def _told_once(lines: Sequence[Line], what: str) -> Iterator[Broken]:
    promise = f"every call was {what} once"
    called = Counter(_call_key(line) for _, line in _numbered(lines, *CALLS))
    told = Counter(_call_key(line) for _, line in _numbered(lines, what))
    for place, line in _numbered(lines, *CALLS):
        key = _call_key(line)
        if told[key] != called[key]:
            call = f"{line['number']} to {line['window']}"
            why = f"{call} was called {called[key]} times and {what} {told[key]} times"
            yield Broken(promise, why, place)
    for place, line in _numbered(lines, what):
        if _call_key(line) not in called:
            why = f"{line['number']} to {line['window']} was {what}, but never called"
            yield Broken(promise, why, place)


def _call_key(line: Line) -> tuple[Any, ...]:
    return (line["number"], line["window"])


def _one_window_at_a_time(lines: Sequence[Line]) -> Iterator[Broken]:
    promise = "no ticket was called at two windows"
    at_window: dict[str, tuple[str, int]] = {}
    for place, line in _numbered(lines, *CALLS, *ENDS):
        number = line["number"]
        if line["what"] in ENDS:
            at_window.pop(number, None)
            continue
        window, since = at_window.get(number, (line["window"], place))
        if window != line["window"]:
            why = f"{number} is called at {line['window']} while {window} has it since line {since}"
            yield Broken(promise, why, place)
        at_window[number] = (line["window"], since)


def _one_rating_each(lines: Sequence[Line]) -> Iterator[Broken]:
    promise = "every finished service has at most one rating"
    finished: dict[str, int] = defaultdict(int)
    rated: dict[str, int] = defaultdict(int)
    for place, line in _numbered(lines, "service_finished", "rated"):
        number = line["number"]
        if line["what"] == "service_finished":
            finished[number] += 1
            continue
        rated[number] += 1
        if rated[number] > finished[number]:
            why = f"{number} has {rated[number]} ratings for {finished[number]} finished services"
            yield Broken(promise, why, place)


def _on_the_bar(lines: Sequence[Line], window: str | None) -> Iterator[Broken]:
    promise = "a bar shows the numbers that its window called"
    called = {_call_key(line) for _, line in _numbered(lines, *CALLS)}
    shown = {_call_key(line) for _, line in _numbered(lines, "on_bar")}
    for place, line in _numbered(lines, "on_bar"):
        if _call_key(line) not in called:
            why = f"{line['number']} is on the bar of {line['window']}, and was never called there"
            yield Broken(promise, why, place)
    since_ms: dict[tuple[Any, ...], int] = {}
    for place, line in _numbered(lines, "ticket_called", *ENDS):
        key = _call_key(line)
        if line["what"] not in ENDS:
            since_ms[key] = line["at_ms"]
            continue
        stayed_ms = line["at_ms"] - since_ms.pop(key, line["at_ms"])
        if line["window"] == window and stayed_ms >= BAR_LATE_MS and key not in shown:
            why = f"{line['number']} was at {window} for {stayed_ms} ms, and never on its bar"
            yield Broken(promise, why, place)
