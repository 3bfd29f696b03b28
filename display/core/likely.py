"""What a zone's loudspeakers will say next, as far as its last calls tell. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from string import digits
from typing import Final, NamedTuple, TypeAlias

from contract.hall import HallFile, Series
from contract.ids import GroupId, SeriesId, TicketNumber, WindowId, ZoneId
from contract.messages.state import BoardCall
from display.core.wording import Wording
from qtkit.speech.phrases import Phrase, Spelled

NOBODY: Final = TicketNumber("A001")
NUMBERS_AHEAD: Final = 5
WINDOWS_AHEAD: Final = 4
"""Of a group whose words cannot be divided, a sentence is needed for each window."""

_Said: TypeAlias = tuple[TicketNumber, int, GroupId]
"""A number, the window that it is called to, and whose line it is of."""


class _NextInSeries(NamedTuple):
    """Where a series of numbers stands."""

    series: Series
    last: int
    group: GroupId
    windows: Sequence[int]
    """That are likely to call it."""


class Likely:
    """Follows the calls of a zone: after A012 comes A013, at whichever window."""

    def __init__(
        self, hall: HallFile, zone: ZoneId, languages: Sequence[str], wording: Wording
    ) -> None:
        self._hall = hall
        self._languages = tuple(languages)
        self._wording = wording
        self._windows = hall.counters_of.get(zone, ())
        self._groups = tuple(
            dict.fromkeys(group for window in self._windows for group in window.serves)
        )
        self._series = {
            each.series: hall.all_series[each.series] for each in hall.group if each.series
        }
        self._lettered: dict[str, list[SeriesId]] = {}
        for each in self._series.values():
            self._lettered.setdefault(each.letter, []).append(each.id)
        self._group_of: dict[SeriesId, GroupId] = {  # the newest last
            series: group
            for group in reversed(self._groups)
            if (series := hall.groups[group].series) is not None
        }
        self._last: dict[SeriesId, int] = {}
        self._called_at: dict[GroupId, dict[WindowId, None]] = {}
        self._told = False

    def on_calls(self, calls: Iterable[BoardCall]) -> bool:
        """Take calls; tell whether something else is likely now. At first everything is."""
        first, self._told = not self._told, True
        before = dict(self._last)
        for call in sorted(calls, key=lambda call: (call.called_at_ms, call.seq)):
            self._take(call)
        return first or self._last != before

    def phrases(self, waiting: Iterable[BoardCall]) -> Iterator[tuple[str, Phrase]]:
        """Return what may be said, the likeliest first: in which language, and what.

        What is likely is settled now; it is put into words when it is asked for, by any thread.

        Args:
            waiting: calls that will be said for sure.
        """
        return self._worded([*self._for_sure(waiting)], self._next_in_series())

    def _worded(
        self, sure: Sequence[_Said], series: Sequence[_NextInSeries]
    ) -> Iterator[tuple[str, Phrase]]:
        said = (
            (language, phrase)
            for number, window, group in chain(sure, _next_numbers(series))
            for language in self._languages
            for phrase in self._wording.phrases(language, number, window, group)
        )
        told: set[tuple[str, Phrase]] = set()
        for each in chain(said, self._to_windows):
            if each not in told:
                told.add(each)
                yield each

    @cached_property
    def _to_windows(self) -> tuple[tuple[str, Phrase], ...]:
        """What is said of each window, whoever is called to it."""
        return tuple(
            (language, phrase)
            for language in self._languages
            for window in self._windows
            for group in window.serves
            for phrase in self._wording.phrases(language, NOBODY, window.number, group)
            if not any(isinstance(piece, Spelled) for piece in phrase.pieces)
        )

    def _take(self, call: BoardCall) -> None:
        places = self._called_at.setdefault(call.group_id, {})
        places.pop(call.window_id, None)
        places[call.window_id] = None
        for series_id in self._lettered.get(call.number.rstrip(digits), ()):
            series = self._series[series_id]
            position = series.position_of(call.number)
            if position is not None and self._last.get(series_id) != position:
                self._last[series_id] = position
                self._group_of.pop(series_id, None)
                self._group_of[series_id] = call.group_id

    def _for_sure(self, waiting: Iterable[BoardCall]) -> Iterator[_Said]:
        for call in waiting:
            if call.window_id in self._hall.windows:
                yield call.number, self._hall.windows[call.window_id].number, call.group_id

    def _next_in_series(self) -> list[_NextInSeries]:
        windows = {group: self._likely_windows(group) for group in self._group_of.values()}
        return [
            _NextInSeries(series, self._last.get(each, series.first - 1), group, windows[group])
            for each, group in reversed(self._group_of.items())
            for series in [self._series[each]]
        ]

    def _likely_windows(self, group: GroupId) -> list[int]:
        recent = list(reversed(self._called_at.get(group, {})))[:WINDOWS_AHEAD]
        if not recent:
            recent = [window.id for window in self._windows if group in window.serves][:1]
        known = [each for each in recent if each in self._hall.windows]
        return [self._hall.windows[each].number for each in known]


def _next_numbers(series: Sequence[_NextInSeries]) -> Iterator[_Said]:
    """Yield the next numbers of each series, each first one before any second one."""
    for ahead in range(1, NUMBERS_AHEAD + 1):
        for numbers, last, group, windows in series:
            position = last + ahead
            if position <= numbers.last:
                for window in windows:
                    yield numbers.number_at(position), window, group
