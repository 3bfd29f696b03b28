"""All that a hall may ever say in a language, in few sentences: what a pack must have. Pure."""

from collections.abc import Iterator

from contract.hall import HallFile
from contract.ids import TicketNumber
from display.core.wording import Wording
from qtkit.speech.phrases import Phrase

ALL_DIGITS = "0123456789"


def repertoire(hall: HallFile, language: str) -> Iterator[tuple[Phrase, ...]]:
    """Yield sentences with every letter, digit, window and word that calls of the hall can have."""
    wording = Wording.of(hall)
    windows = [window for windows in hall.counters_of.values() for window in windows]
    for window in windows:
        for group in window.serves:
            series = hall.all_series[hall.groups[group].series or hall.series[0].id]
            number = TicketNumber(series.letter + ALL_DIGITS)
            yield wording.phrases(language, number, window.number, group)
    for series in hall.series:
        for window in windows[:1]:
            number = TicketNumber(series.letter + ALL_DIGITS)
            yield wording.phrases(language, number, window.number, None)
