"""The checker of rings accuses what a coordinator may not do, and nothing else."""

import pytest

from contract.hall.alarms import RING_LAPSES_MS
from simulation.checkers.rings import Rings
from simulation.checkers.rows import Happening


def rang(at_ms: int = 0) -> Happening:
    return Happening(kind="kiosk_rang", at_ms=at_ms, kiosk_id="k1")


def answered(at_ms: int = 5, clerk: str | None = "li") -> Happening:
    return Happening(
        kind="ring_answered", at_ms=at_ms, kiosk_id="k1", window_id="w1", clerk_id=clerk
    )


def lapsed(at_ms: int) -> Happening:
    return Happening(kind="ring_lapsed", at_ms=at_ms, kiosk_id="k1")


def accusations(*rows: Happening) -> int:
    found: list[str] = []
    checker = Rings(lambda _promise, what: found.append(what))
    for row in rows:
        checker.take(row)
    return len(found)


@pytest.mark.parametrize(
    "rows",
    [
        (rang(), answered(), rang(9), lapsed(9 + RING_LAPSES_MS)),
        (rang(), Happening(kind="day_began", at_ms=8), rang(9)),
    ],
)
def test_a_ring_that_is_answered_or_has_rung_long_enough_is_right(rows: list[Happening]) -> None:
    assert accusations(*rows) == 0


@pytest.mark.parametrize(
    "rows",
    [(rang(), rang(5)), (answered(),), (rang(), answered(clerk=None)), (rang(), lapsed(5))],
    ids=["twice", "answered before it rang", "answered by nobody", "lapsed at once"],
)
def test_a_ring_that_is_not_once_until_somebody_comes_is_named(rows: list[Happening]) -> None:
    assert accusations(*rows) == 1
