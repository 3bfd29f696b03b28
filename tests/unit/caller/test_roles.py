"""What a panel offers to whom: nobody sees what he may not do."""

import pytest

from caller.core.screens import Options, Panel
from contract.hall import HallFile
from contract.ids import ClerkId
from contract.messages.state import PanelState
from tests.helpers.desk import HALL, closed, free, paused, serving
from tests.helpers.hall_news import alarm, alarms
from tests.unit.caller.clerk import Clerk

PLAIN = ClerkId("c02")
EVERYBODY_CHOOSES = HALL.model_copy(
    update={"desk": HALL.desk.model_copy(update={"chosen_calls": "everybody"})}
)


def test_a_supervisor_has_a_way_to_the_hall_and_sees_new_alarms_at_once() -> None:
    clerk = Clerk(free())
    assert (clerk.sees(Panel).supervise, clerk.sees(Panel).alarms) == ("Supervise", "")

    clerk.hear(alarms(alarm(1), alarm(2), alarm(3, acknowledged_by="c01")))

    assert clerk.sees(Panel).alarms == "Alarms: 2"


@pytest.mark.parametrize("panel", [free(clerk_id=PLAIN), closed()])
def test_nobody_else_sees_any_of_it(panel: PanelState) -> None:
    clerk = Clerk(panel)
    clerk.hear(alarms(alarm()))

    clerk.keys("S")
    clerk.tap("supervise")

    assert (clerk.sees(Panel).supervise, clerk.sees(Panel).alarms) == ("", "")


@pytest.mark.parametrize("panel", [paused(), serving()])
def test_a_supervisor_may_look_at_the_hall_whatever_the_window_does(panel: PanelState) -> None:
    clerk = Clerk(panel)
    clerk.keys("S")
    assert [option.key for option in clerk.sees(Options).options] == ["A", "L", "W", "C"]


def test_the_hall_closes_before_the_eyes_of_who_takes_over() -> None:
    clerk = Clerk(free())
    clerk.keys("S", "A")

    clerk.bench.show(free(clerk_id=PLAIN))

    clerk.sees(Panel)


@pytest.mark.parametrize(("hall", "offered"), [(HALL, False), (EVERYBODY_CHOOSES, True)])
def test_calls_out_of_turn_are_offered_to_whom_the_hall_lets(
    hall: HallFile, *, offered: bool
) -> None:
    clerk = Clerk(free(clerk_id=PLAIN), hall=hall)
    clerk.keys("C")
    assert isinstance(clerk.view.show.call_args.args[0], Panel) is not offered
    clerk.keys("Escape", "M")

    assert ("call_number" in [option.id for option in clerk.sees(Options).options]) is offered
