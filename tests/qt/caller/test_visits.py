"""A visit of several services in the real window, under a real mouse and real keys."""

from collections.abc import Iterator

import pytest

from contract.ids import ClerkId, EpochMs, ServiceId, WindowId
from contract.messages.commands import (
    AddService,
    AnyCommand,
    FinishService,
    HoldTicket,
    QuickService,
    TransferTicket,
)
from contract.messages.state import PanelState
from contract.messages.visits import VisitStep
from qtkit.program import application, close_window
from tests.helpers.desk import HOUSING, NOW_MS, free, serving, ticket
from tests.helpers.qt import pump, wait_for
from tests.qt.caller.test_supervision import Hall, misfits

WAYS = [
    "T", "T F4", "T F2", "T F3", "T F5", "H", "H F5", "V", "V A", "O", "O 4", "M",
]  # fmt: skip
"""Keys to every page about the ticket at the window."""
STEPS = (
    VisitStep(service_id=ServiceId("2026-11-22.A012.2"), group_id=HOUSING),
    VisitStep(
        service_id=ServiceId("2026-11-22.A012.3"), group_id=HOUSING, window_id=WindowId("w7")
    ),
)


def in_service() -> PanelState:
    started = EpochMs(NOW_MS - 60_000)
    about = ticket(
        steps=STEPS,
        started_at_ms=started,
        first_clerk_id=ClerkId("c03"),
        first_window_id=WindowId("w1"),
        appointed_at_ms=started,
        priority_id="elder",
    )
    return serving(ticket=about, kept_waiting=2)


@pytest.fixture
def hall() -> Iterator[Hall]:
    application()
    made = Hall()
    made.bench.show(in_service())
    pump()
    yield made
    close_window(made.view)


def last(hall: Hall) -> AnyCommand:
    return hall.bench.wire.sent[-1]


def test_a_citizen_is_sent_to_a_window_and_back_by_mouse(hall: Hall) -> None:
    for name in ("transfer", "option.F4", "option.F2", "browse.w7"):
        hall.click(name)

    sent = last(hall)
    assert isinstance(sent, TransferTicket)
    assert (sent.to_window_id, sent.returns) == ("w7", True)


def test_a_citizen_is_sent_to_a_clerk_in_five_keys(hall: Hall) -> None:
    hall.keys("T F3")
    hall.write("wei")
    hall.keys("Return")

    sent = last(hall)
    assert isinstance(sent, TransferTicket)
    assert sent.to_clerk_id == "c08"


def test_a_hold_that_ends_by_itself(hall: Hall) -> None:
    hall.click("hold")
    hall.click("option.F5")
    hall.click("hold.reason.1")

    sent = last(hall)
    assert isinstance(sent, HoldTicket)
    assert sent.return_s == 300


def test_a_service_is_added_and_the_first_ended_with_an_outcome(hall: Hall) -> None:
    assert hall.text("panel.visit") == "then: Housing → Housing"
    hall.keys("V A")
    hall.write("yearly review")
    hall.keys("Return")
    assert isinstance(last(hall), AddService)
    hall.bench.done()
    hall.look()
    hall.keys("Escape")

    hall.keys("O 1")

    sent = last(hall)
    assert isinstance(sent, FinishService)
    assert sent.outcome_id is not None


def test_whoever_stands_there_without_a_ticket_is_served(hall: Hall) -> None:
    hall.bench.show(free())
    hall.look()

    hall.keys("F 1")

    assert isinstance(last(hall), QuickService)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_every_page_of_a_visit_all_fits_and_can_be_touched(language: str) -> None:
    application()
    hall = Hall(language)
    hall.bench.show(in_service())
    hall.look()
    for way in ("", *WAYS):
        hall.keys(way)
        wait_for(lambda: misfits(hall) == [], what=f"{way}: {misfits(hall)}")
        hall.keys("Escape Escape Escape")
    close_window(hall.view)
