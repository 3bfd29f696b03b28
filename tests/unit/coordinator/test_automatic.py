"""Rules of windows that call by themselves."""

import pytest

from contract.messages.state import PanelState
from coordinator.domain import commands as do
from coordinator.domain.events import TicketCalled
from tests.helpers.coordinator import Desk, issue, panel, paper
from tests.helpers.scene import LI, WANG, hall_file


@pytest.fixture
def desk() -> Desk:
    """Return a hall whose first two windows call when they have been free for 5 s."""
    windows = [
        {"id": name, "number": n, "zone": "lobby", "serves": ["general", "cashier"], **extra}
        for n, name, extra in (
            (1, "w1", {"auto_call_s": 5}),
            (2, "w2", {"auto_call_s": 5}),
            (3, "w3", {}),
        )
    ]
    return Desk(hall_file(window=windows)).started()


def after(desk: Desk, seconds: float) -> list[tuple[str, str]]:
    """Let time pass; return who was called meanwhile, and where to."""
    before = len(desk.store.records)
    desk.clock.at_ms += int(seconds * 1000)
    desk.loop.tick()
    events = [record.event for record in desk.store.records[before:]]
    return [(e.number, e.window_id) for e in events if isinstance(e, TicketCalled)]


def test_a_free_window_calls_by_itself_after_its_time(desk: Desk) -> None:
    desk.ask(panel(do.SignIn, clerk_id=LI), issue(), *paper("A001"))
    state = desk.publisher.state("panel/w1", PanelState)

    assert state.auto_call_at_ms == desk.clock.now_ms() + 5000
    assert after(desk, 4.9) == []
    assert after(desk, 0.1) == [("A001", "w1")]
    assert after(desk, 60) == []
    assert desk.publisher.state("panel/w1", PanelState).auto_call_at_ms is None


def test_two_windows_that_call_at_one_moment_get_two_tickets(desk: Desk) -> None:
    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.SignIn, "w2", clerk_id=WANG))
    desk.ask(issue(), issue(), *paper("A001", "A002"))

    assert after(desk, 5) == [("A001", "w1"), ("A002", "w2")]


def test_whoever_comes_to_a_window_long_free_is_called_at_once(desk: Desk) -> None:
    desk.ask(panel(do.SignIn, clerk_id=LI))
    assert after(desk, 60) == []
    desk.ask(issue())

    assert after(desk, 1) == []  # the paper is not out yet
    desk.ask(*paper("A001"))
    assert after(desk, 1) == [("A001", "w1")]


def test_a_closed_or_paused_window_calls_nobody_by_itself(desk: Desk) -> None:
    desk.ask(issue(), *paper("A001"))
    assert after(desk, 10) == []
    desk.ask(panel(do.SignIn, clerk_id=LI), panel(do.PauseWindow, reason="tea"))
    assert after(desk, 10) == []
    desk.ask(panel(do.OpenWindow))
    assert after(desk, 4) == []
    assert after(desk, 1) == [("A001", "w1")]
