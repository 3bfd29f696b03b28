"""What is offered when."""

import pytest

from caller.core.actions import NEXT_STEP, POSSIBLE, Action, Situation, possible, situation
from contract.messages.state import PanelState
from tests.helpers.desk import called, closed, free, paused, serving, ticket


def test_every_situation_has_its_row_and_a_next_step_that_it_allows() -> None:
    assert set(POSSIBLE) == set(Situation)
    assert all(NEXT_STEP[where] in POSSIBLE[where] for where in Situation)


def test_every_action_is_possible_somewhere() -> None:
    assert set().union(*POSSIBLE.values()) == set(Action)


@pytest.mark.parametrize(
    ("panel", "expected"),
    [
        (closed(), Situation.CLOSED),
        (paused(), Situation.PAUSED),
        (free(), Situation.FREE),
        (called(), Situation.CALLED),
        (serving(), Situation.SERVING),
        (serving(status="paused"), Situation.SERVING),
    ],
)
def test_an_open_ticket_counts_before_the_sign_over_the_window(
    panel: PanelState, expected: Situation
) -> None:
    assert situation(panel) is expected


def test_no_recall_is_offered_when_none_is_left() -> None:
    assert Action.RECALL in possible(called(recalls_left=1))
    assert Action.RECALL not in possible(called(recalls_left=0))


def test_a_ticket_is_taken_up_again_only_when_one_is_held() -> None:
    assert Action.RESUME not in possible(free())
    assert Action.RESUME in possible(free(held=(ticket("A007"),)))
