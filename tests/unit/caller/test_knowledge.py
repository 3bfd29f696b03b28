"""When the panel believes what it has heard."""

import pytest

from caller.core.knowledge import Knowledge, Trouble
from contract.ids import EpochMs
from messaging import LinkState
from tests.helpers.desk import NOW_MS, free, heartbeat


@pytest.fixture
def knowledge() -> Knowledge:
    """A line that is up, and a coordinator that has just been heard."""
    knowledge = Knowledge()
    knowledge.watch.on_link(LinkState.CONNECTED, "", NOW_MS)
    knowledge.watch.on_hall(heartbeat(NOW_MS), NOW_MS)
    return knowledge


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        (LinkState.CONNECTING, Trouble.CONNECTING),
        (LinkState.LOST, Trouble.LOST),
        (LinkState.REFUSED, Trouble.REFUSED),
        (LinkState.TAKEN_OVER, Trouble.TAKEN_OVER),
    ],
)
def test_a_line_that_is_not_up_is_trouble_at_once(
    knowledge: Knowledge, state: LinkState, trouble: Trouble
) -> None:
    knowledge.panel = free()
    assert knowledge.trouble(NOW_MS) is None

    knowledge.watch.on_link(state, "", NOW_MS)

    assert knowledge.trouble(NOW_MS) is trouble


def test_a_silent_coordinator_is_away(knowledge: Knowledge) -> None:
    knowledge.panel = free()

    assert knowledge.trouble(EpochMs(NOW_MS + 15_001)) is Trouble.COORDINATOR_AWAY


def test_a_line_that_is_up_but_has_told_nothing_of_the_window_is_trouble(
    knowledge: Knowledge,
) -> None:
    assert knowledge.trouble(NOW_MS) is Trouble.NOTHING_HEARD
