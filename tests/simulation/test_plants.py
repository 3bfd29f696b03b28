"""The checkers bite: each planted bug is found, and in few seeds."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import time
from typing import Final
from unittest.mock import patch

import pytest

from simulation.checkers.verdict import Verdict
from simulation.world.campaign import run_seeds
from simulation.world.plan import Plan
from tests.helpers.halls import shipped_hall
from tests.simulation.plants import PLANTS

SEEDS_MAX: Final = 40
NEW_DAY: Final = time(9, 37, 30)
"""In the middle of the plan's minutes."""
PLAN: Final = Plan(minutes=15, visitors=40, faults="many")


class Found(BaseException):
    """No exception of a program: nobody in the hall may survive it."""


@contextmanager
def ends_when_found(promises: Collection[str], others: set[str]) -> Iterator[None]:
    """End a run at the first promise of these that is broken; what follows is slow and foreseen."""
    accuse = Verdict.accuse

    def end(verdict: Verdict, promise: str, what: str) -> None:
        if promise in promises:
            raise Found
        others.add(promise)
        accuse(verdict, promise, what)

    with patch.object(Verdict, "accuse", end):
        yield


@pytest.mark.parametrize("bug", PLANTS)
def test_a_planted_bug_is_found(bug: str) -> None:
    plant = PLANTS[bug]
    plan = replace(
        PLAN,
        policy=plant.policy,
        coordinators=plant.coordinators,
        books=plant.books,
        seldom=plant.seldom,
        day_begins=NEW_DAY if plant.day_ends else None,
    )

    others: set[str] = set()
    with plant.plant(), ends_when_found(plant.promises, others):
        for seed in range(1, SEEDS_MAX + 1):
            try:
                list(run_seeds(shipped_hall("street"), [seed], lambda _: plan))
            except Found:
                print(f"{bug}: found by seed {seed}")  # noqa: T201 - shown by pytest -s
                return

    pytest.fail(f"nobody finds in {SEEDS_MAX} seeds that the hall {bug}; found: {others}")
