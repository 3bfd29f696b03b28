"""Seeds of a whole hall under faults: fresh ones at each run, and those that once failed."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import SystemRandom
from typing import Final

import pytest

from simulation.world.campaign import JournalKind, plan_of, run_seeds
from simulation.world.citizens import Manners
from simulation.world.faults import Level
from simulation.world.plan import Plan
from tests.helpers.halls import shipped_hall

FRESH: Final = 8
FIRST_SEED: Final = int(os.environ.get("HALLCALL_FIRST_SEED") or SystemRandom().randrange(10**9))
"""Another one at each run. A failure names its seed; nothing else is drawn."""

NAMED: Final[Mapping[str, tuple[str, int, Level, int | None]]] = {
    "all kinds of faults in one morning": ("street", 4, "many", None),
    "a community station with one kiosk": ("community", 1, "many", None),
    "the hall's clock is set back by a minute when all heals": ("street", 20093, "many", None),
    "nothing fails but people": ("street", 1, "none", None),
    "the database is full when a hall is taken over": ("street", 16, "many", 2),
    "a heartbeat was held up, and a kiosk goes alone": ("street", 149, "many", None),
    "a kiosk's full disk forgets that it prints, and its power goes": ("street", 227, "many", None),
    "a board's clock is set right just before it speaks": ("street", 20018, "many", None),
    "a stranger undoes a finish after which the visit went on": ("street", 951, "many", None),
    "an old heartbeat is said again while the disk is away": ("community", 920391, "many", None),
    "a slow disk takes what was decided while the clock stands behind": (
        "community",
        920107,
        "many",
        None,
    ),
}


@pytest.mark.parametrize("seed", [FIRST_SEED + i for i in range(FRESH)])
def test_promises_are_kept_under_a_seed_nobody_has_tried(seed: int) -> None:
    _keep_promises("street", seed, "many")


@pytest.mark.parametrize("name", NAMED)
def test_promises_are_kept_under_a_seed_with_a_name(name: str) -> None:
    hall, seed, faults, coordinators = NAMED[name]
    plan = plan_of(shipped_hall(hall), seed, faults, coordinators=coordinators)

    # As people and days were when the seed was found: else it is about something else.
    as_it_was = replace(plan, manners=Manners(shy=True), day_begins=None, seldom=False)
    _live_through(hall, seed, as_it_was, "only this test plays it again: people were others then")


def test_promises_are_kept_in_the_real_journal() -> None:
    _keep_promises("street", FIRST_SEED, "many", journal="sqlite")


def test_the_whole_centre_keeps_its_promises_for_some_minutes() -> None:
    file = shipped_hall("xicheng")
    plan = plan_of(file, FIRST_SEED, "some")

    [result] = run_seeds(file, [FIRST_SEED], lambda _: plan)

    assert result.violations == (), _replay("xicheng", FIRST_SEED, "some")
    assert result.papers > 0


def _keep_promises(hall: str, seed: int, faults: Level, journal: JournalKind = "model") -> None:
    plan = plan_of(shipped_hall(hall), seed, faults)

    _live_through(hall, seed, plan, _replay(hall, seed, faults), journal)


def _live_through(
    hall: str, seed: int, plan: Plan, replay: str, journal: JournalKind = "model"
) -> None:
    [result] = run_seeds(shipped_hall(hall), [seed], lambda _: plan, journal=journal)

    assert result.violations == (), replay
    assert result.papers > 0
    assert result.spoken > 0


def _replay(hall: str, seed: int, faults: Level) -> str:
    return (
        f"hallcall simulate --hall {Path('halls') / hall}.toml --faults {faults}"
        f" --seeds 1 --first-seed {seed} --trace"
    )
