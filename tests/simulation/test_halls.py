"""Halls that are not as those we ship: other hours, no displays, nobody to serve."""

import re
from typing import Final

import pytest

from contract.hall import HallFile, parse_hall
from simulation.world.campaign import plan_of, run_seeds
from simulation.world.plan import CannotSimulate
from simulation.world.world import Result
from tests.helpers.halls import HALLS

STREET: Final = (HALLS / "street.toml").read_text(encoding="utf-8")
SEED: Final = 4
_WEEKDAY: Final = re.compile(r"^(\w+day) = \[.*\]", re.MULTILINE)


def live_through(file: HallFile) -> Result:
    [result] = run_seeds(file, [SEED], lambda seed: plan_of(file, seed, "many"))
    return result


@pytest.mark.parametrize("hours", ['["14:00-17:00"]', '["00:00-24:00"]', '["22:00-23:30"]'])
def test_a_hall_is_simulated_in_the_hours_when_it_is_open(hours: str) -> None:
    file = parse_hall(_WEEKDAY.sub(rf"\1 = {hours}", STREET))

    result = live_through(file)

    assert result.violations == ()
    assert result.papers > 0


def test_a_hall_without_displays_keeps_its_promises() -> None:
    file = parse_hall(STREET).model_copy(update={"display": ()})

    result = live_through(file)

    assert result.violations == ()
    assert result.papers > 0


def test_people_come_for_what_somebody_works_on_where_clerks_are_few() -> None:
    file = parse_hall(STREET)
    few = file.model_copy(update={"clerk": file.clerk[:3]})

    result = live_through(few)

    assert result.violations == ()
    assert result.papers > 0


@pytest.mark.parametrize("table", ["kiosk", "caller", "clerk"])
def test_a_hall_that_cannot_serve_anybody_is_refused(table: str) -> None:
    file = parse_hall(STREET).model_copy(update={table: ()})

    with pytest.raises(CannotSimulate, match=rf"yuetan has no \[\[{table}\]\]"):
        plan_of(file, SEED, "many")


def test_a_hall_that_never_opens_is_refused() -> None:
    file = parse_hall(_WEEKDAY.sub(r"\1 = []", STREET))

    with pytest.raises(CannotSimulate, match="yuetan is closed on 2026-11-23 and 60 days after"):
        plan_of(file, SEED, "many")
