"""A hall file that changed while tickets wait: whoever still can be served is served."""

import re
from pathlib import Path
from signal import SIGTERM
from typing import Any

import pytest

from broker_config import Broker
from contract.hall import parse_hall
from contract.ids import GroupId, TicketId, WindowId
from contract.messages.commands import (
    CallNext,
    CancelTicket,
    IssueTicket,
    PaperOutcome,
    ReportPaper,
    ResumeTicket,
    SignIn,
)
from tests.helpers.halls import street_in_mid_day
from tests.helpers.processes import HALL, Client, CoordinatorProcess, timing
from tests.helpers.street import KIOSK

W1, W2 = WindowId("w1"), WindowId("w2")
PRINTED: PaperOutcome = "printed"


def without_pension_and_window_2(text: str) -> str:
    """Return the hall file without that group and window, and with another series letter."""
    gone = re.compile(
        r'^(id = "(pension|w2|panel-2|wd-2)"|group = "pension"|services = .*"pension-.*)$',
        re.MULTILINE,
    )
    tables = re.split(r"(?m)^(?=\[)", text)
    kept = "".join(table for table in tables if not gone.search(table))
    for name in ('"pension", ', ', "w2"'):
        kept = kept.replace(name, "")
    return kept.replace('letter = "A"', 'letter = "Z"')


@pytest.fixture
def changed(tmp_path: Path) -> str:
    street = street_in_mid_day(tmp_path / "street.toml").read_text(encoding="utf-8")
    text = without_pension_and_window_2(street)
    assert len(parse_hall(text).window) == len(HALL.window) - 1
    return text


def test_tickets_of_before_find_their_way_in_the_changed_hall(
    broker: Broker, tmp_path: Path, changed: str
) -> None:
    file = street_in_mid_day(tmp_path / "street.toml")
    coordinator = CoordinatorProcess(broker, tmp_path / "hall.db", hall_file=file)
    coordinator.start()
    with (
        Client(broker, KIOSK) as kiosk,
        Client(broker, "panel-1") as first,
        Client(broker, "panel-2") as second,
    ):
        for panel, window, clerk in zip((first, second), (W1, W2), HALL.clerk, strict=False):
            panel.ask(SignIn(**timing(), window_id=window, clerk_id=clerk.id))
        at_w2 = ticket(kiosk, "general")
        assert second.ask(CallNext(**timing(), window_id=W2)).ticket.ticket_id == at_w2
        waits, removed = ticket(kiosk, "general"), ticket(kiosk, "pension")
        coordinator.interrupt(SIGTERM)
        file.write_text(changed, encoding="utf-8")
        coordinator.start()

        assert code(second.ask(CallNext(**timing(), window_id=W2))) == "unknown_window"
        assert code(kiosk.ask(IssueTicket(**timing(), group_id=GroupId("pension")))) == (
            "unknown_group"
        )
        assert ticket(kiosk, "general").endswith(".Z003")
        assert first.ask(CallNext(**timing(), window_id=W1)).ticket.ticket_id == waits
        busy = first.ask(ResumeTicket(**timing(), window_id=W1, ticket_id=at_w2))
        assert code(busy) == "window_busy"  # and not "group_not_served", nor "wrong_state"
        assert code(kiosk.ask(CancelTicket(**timing(), ticket_id=removed))) == "wrong_state"

    coordinator.cut_power()
    assert '"reason":"window_removed"' in "".join(coordinator.rows("ticket_held"))
    assert '"reason":"group_removed"' in "".join(coordinator.rows("ticket_cancelled"))
    assert "Traceback" not in coordinator.log.read_text()


def ticket(kiosk: Client, group_id: str) -> TicketId:
    """Return a ticket whose paper is out."""
    given: TicketId = kiosk.ask(
        IssueTicket(**timing(), group_id=GroupId(group_id))
    ).ticket.ticket_id
    kiosk.ask(ReportPaper(**timing(), ticket_id=given, outcome=PRINTED))
    return given


def code(answer: Any) -> str:
    """Return the code of a refusal."""
    return str(answer.code)
