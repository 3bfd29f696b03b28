"""The panel's pages, each reached by keys as a clerk or a supervisor reaches it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from contract.ids import ClerkId, PriorityId
from contract.messages.commands import VisitorCard
from contract.messages.state import OwnFigures
from qtkit.program import application, close_window
from tests.gallery.shots import Look, Shots, taken
from tests.helpers.desk import (
    HOUSING,
    called,
    closed,
    free,
    next_ticket,
    paused,
    serving,
    ticket,
    upcoming,
)
from tests.helpers.qt import pump
from tests.qt.caller import test_supervision, test_visits
from tests.qt.caller.test_supervision import Hall
from tests.qt.caller.test_visits import in_service

SIZES: Final = {"floating": (420, 640), "full": (1280, 800)}
CLERK: Final = ClerkId("c02")


def _cut_off(hall: Hall) -> None:
    hall.bench.show(called())
    hall.bench.lose_line()
    hall.bench.wait(9_000)


def _refused(hall: Hall) -> None:
    hall.bench.show(free(clerk_id=CLERK))
    hall.keys("Space")
    hall.bench.refuse("queue_empty")


NEXT: Final = upcoming(
    next_ticket("B007", "priority", group_id=HOUSING, priority_id=PriorityId("elder")),
    *(next_ticket(number) for number in ("A013", "A014", "A015")),
    next_ticket("A016", kept=True),
)
OWN: Final = OwnFigures(finished=23, mean_ms=425_000, no_shows=2, sent_on=3, rated=(0, 1, 0, 4, 12))


def _who_is_next(*keys: str) -> Callable[[Hall], None]:
    def lead(hall: Hall) -> None:
        hall.bench.show(free(clerk_id=CLERK, own=OWN))
        hall.bench.desk.on_news(NEXT)
        hall.look()
        hall.keys(" ".join(keys))

    return lead


def _keys(keys: str) -> Callable[[Hall], None]:
    def lead(hall: Hall) -> None:
        hall.bench.show(free() if keys in test_supervision.WAYS else in_service())
        hall.look()
        hall.keys(keys)

    return lead


def _unmasking(*keys: str) -> Callable[[Hall], None]:
    def lead(hall: Hall) -> None:
        visitor = VisitorCard(masked_name="欧***", document_tail="002X")
        at_window = ticket(unmaskable=True, visitor=visitor)
        hall.bench.show(serving(ticket=at_window))
        hall.look()
        hall.keys(" ".join(keys))
        if len(keys) > 1:
            hall.bench.done(whole="c2VhbGVk")

    return lead


WAYS: Final[dict[str, Callable[[Hall], None]]] = {
    "closed": lambda hall: hall.bench.show(closed()),
    "free": lambda hall: hall.bench.show(free(clerk_id=CLERK)),
    "free with next": _who_is_next(),
    "E": _who_is_next("E"),
    "D": _who_is_next("D"),
    "nobody waits": lambda hall: hall.bench.show(free(clerk_id=CLERK, lines=())),
    "called": lambda hall: hall.bench.show(called(clerk_id=CLERK)),
    "serving": lambda hall: hall.bench.show(in_service()),
    "whole card kept": _unmasking(),
    "I": _unmasking("I"),
    "I 1": _unmasking("I", "1"),
    "paused": lambda hall: hall.bench.show(paused()),
    "cut off": _cut_off,
    "refused": _refused,
    **{keys: _keys(keys) for keys in ("F1", *test_visits.WAYS, *test_supervision.WAYS)},
}


def _draw(size: tuple[int, int], language: str, states: tuple[str, ...]) -> Shots:
    application()
    for state in states:
        hall = Hall(language)
        hall.view.resize(*size)
        pump()
        WAYS[state](hall)
        pump()
        yield state, taken(hall.view)
        close_window(hall.view)


LOOKS: Final = {
    f"{name}-{language}": Look(size, language, tuple(WAYS), partial(_draw, size, language))
    for name, size in SIZES.items()
    for language in ("zh", "en")
}
