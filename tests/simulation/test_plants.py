"""The checkers bite: each planted bug is found, and in few seeds."""

from dataclasses import replace
from datetime import time
from typing import Final

import pytest

from simulation.world.campaign import run_seeds
from simulation.world.plan import Plan
from tests.helpers.halls import shipped_hall
from tests.simulation.plants import PLANTS

SEEDS_MAX: Final = 40
NEW_DAY: Final = time(9, 37, 30)
"""In the middle of the plan's minutes."""
PLAN: Final = Plan(minutes=15, visitors=40, faults="many")


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

    with plant.plant():
        for result in run_seeds(shipped_hall("street"), range(1, SEEDS_MAX + 1), lambda _: plan):
            found = {violation.promise for violation in result.violations}
            if found & plant.promises:
                print(f"{bug}: found by seed {result.seed}")  # noqa: T201 - shown by pytest -s
                return

    pytest.fail(f"nobody finds in {SEEDS_MAX} seeds that the hall {bug}; found: {found}")
