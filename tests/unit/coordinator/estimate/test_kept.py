"""What was told against what came."""

from math import isnan

import pytest

from contract.ids import EpochMs
from coordinator.domain import commands as do
from coordinator.domain.estimate.calibration import Wait
from coordinator.domain.estimate.kept import Outcome, kept, outcomes
from tests.helpers.scene import GENERAL, MINUTE_MS, W2, Scene


def outcome(told: int | None, bound: int, waited: int, last: int | None = None) -> Outcome:
    wait = None if told is None else Wait(told * MINUTE_MS, bound * MINUTE_MS)
    last_ms = None if last is None else last * MINUTE_MS
    return Outcome(GENERAL, EpochMs(0), wait, last_ms, waited * MINUTE_MS)


def test_the_journal_has_the_error_of_every_ticket_that_was_called() -> None:
    scene = Scene()
    first, second = scene.issue(), scene.issue()
    scene.issue()  # is not called
    scene.staffed(W2)
    for ticket in (first, second):
        scene.now_ms = EpochMs(scene.now_ms + 7 * MINUTE_MS)
        assert scene.call(W2) is ticket
        scene.step(do.MarkNoShow, ticket, W2)

    found = list(outcomes(scene.events))

    assert [each.waited_ms for each in found] == [7 * MINUTE_MS, 14 * MINUTE_MS]
    assert all(each.group_id == GENERAL for each in found)


def test_figures_are_about_those_who_were_told_something() -> None:
    waits = [outcome(10, 15, 12, last=6), outcome(10, 15, 20), outcome(None, 0, 40)]

    figures = kept(waits)

    assert (figures.tickets, figures.told) == (3, 2)
    assert figures.mean_ms == 24 * MINUTE_MS
    assert figures.bias_ms == 6 * MINUTE_MS
    assert figures.rmse_ms == pytest.approx((52**0.5) * MINUTE_MS)
    assert figures.within_bound == 0.5
    assert figures.last_rmse_ms == 6 * MINUTE_MS


def test_where_nothing_was_told_there_is_no_figure() -> None:
    assert isnan(kept([outcome(None, 0, 40)]).rmse_ms)
