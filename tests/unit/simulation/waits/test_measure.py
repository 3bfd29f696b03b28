"""The measurement measures: simulated days obey the rules, and figures follow from the seed."""

from dataclasses import replace
from random import Random

import pytest

from contract.ids import EpochMs
from coordinator.domain.events import TicketCalled, TicketIssued
from coordinator.domain.ticket import FINAL
from simulation.waits.estimators import NAMES, SimpleEstimators
from simulation.waits.halls import random_hall
from simulation.waits.measure import HallResult, Plan, Result, measure_hall
from simulation.waits.pattern import SHAPES, Pattern, arrivals
from simulation.waits.world import World
from tests.helpers.scene import GENERAL, W1, Scene

SMALL = Plan("small", seed=3, learning_days=2, measured_days=1, told_every=8)


def test_a_simulated_day_serves_everybody_who_came() -> None:
    random = Random(5)
    file = random_hall(random, windows=6, groups=5, serves=(1, 3))
    world = World(file, Pattern("even", load=0.7), random, lambda _: None, told_every=10_000)

    world.live_a_day()

    tickets = world.hall.day.tickets.values()
    assert len(tickets) > 50
    assert all(ticket.state in FINAL for ticket in tickets)


def test_the_same_seed_gives_the_same_figures() -> None:
    result = measure_hall(SMALL)

    assert result == measure_hall(SMALL)
    assert result != measure_hall(replace(SMALL, seed=4))
    assert result.tickets > 20
    assert set(result.simple) == set(NAMES)


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_as_many_come_as_the_pattern_says_and_in_its_hours(shape: str) -> None:
    came = list(arrivals(Pattern(shape, load=1), per_hour=200, random=Random(1)))

    assert 8 * 200 * 0.85 < len(came) < 8 * 200 * 1.15
    busiest = max(range(8), key=SHAPES[shape].__getitem__)
    if shape != "even":
        in_hour = [sum(9 + hour <= at / 3_600_000 < 10 + hour for at in came) for hour in range(8)]
        assert in_hour[busiest] > sum(in_hour) / 8


def test_the_headline_is_the_median_hall_and_the_worst_is_told_too() -> None:
    halls = tuple(
        HallResult("x", 1, "even", tickets, 1.0, ours, {"QL": 2.0, "LES": 4.0}, within)
        for ours, tickets, within in ((0.5, 100, 0.9), (1.0, 100, 0.8), (1.8, 200, 1.0))
    )

    result = Result(halls)

    assert result.rmse_over_best_simple == 0.5
    assert result.rmse_over_best_simple_worst == 0.9
    assert result.bound90_holds == pytest.approx(0.925)


def test_the_simple_estimators_are_those_of_the_literature() -> None:
    scene = Scene()
    scene.staffed(W1)
    simple = SimpleEstimators()
    for _ in range(3):
        scene.issue()
    scene.now_ms = EpochMs(scene.now_ms + 120_000)
    scene.call()
    called = scene.events[-1]
    assert isinstance(called, TicketCalled)
    for event in scene.events:
        if isinstance(event, TicketIssued):
            simple.issued(event)
    simple.called(called)
    simple.served(GENERAL, 600_000)

    told = simple.estimate(scene.hall, GENERAL, 2, scene.now_ms)

    assert told == {
        "QL": 3 * (5 * 300_000 + 600_000) / 6,  # the measured mean, shrunk to the typed one
        "LES": 120_000,
        "HOL": 120_000,
        "WAvgC": 120_000,
        "typed": 3 * 300_000,
    }
