"""What a supervisor decides on the panel, a real coordinator carries out and every panel hears."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from caller.main import CallerProgram
from contract import topics
from contract.ids import ClerkId, GroupId, ServiceId, TicketId, WindowId
from contract.messages.answers import Done, Refused
from contract.messages.commands import (
    CallNext,
    FinishService,
    RateService,
    ReportPaper,
    SignIn,
    StartService,
)
from tests.helpers.processes import Client, issue, timing
from tests.helpers.qt import click, item, text, wait_for
from tests.helpers.street import KIOSK, Street, wait_until_online

GENERAL = GroupId("general")
W2 = WindowId("w2")
NUMBER = "A001"
"""The first ticket of the day."""
SUPERVISOR, CLERK = ClerkId("c01"), ClerkId("c02")


@dataclass
class Supervisor:
    """Somebody who is signed in at window 1, with keys and a mouse."""

    street: Street
    panel: CallerProgram

    def keys(self, names: str) -> None:
        """From the panel, press keys by their names; what has been typed counts as one, too."""
        wait_for(self._is_ready, what="no panel at which a press counts")
        for name in names.split():
            QTest.keyClick(self.panel.window, Qt.Key[f"Key_{name}"])

    def push(self, name: str) -> None:
        """Press a button as soon as it can be pressed."""
        wait_for(lambda: self._is_enabled(name), what=f"{name} cannot be pressed")
        click(self.panel.window, name)

    def reads(self, name: str, words: str) -> None:
        wait_for(lambda: text(self.panel.window, name) == words, what=f"{name}: not {words}")

    def sees(self, name: str) -> None:
        wait_for(lambda: item(self.panel.window, name), what=f"no {name}")

    def misses(self, name: str) -> None:
        wait_for(lambda: not item(self.panel.window, name), what=f"still {name}")

    def leave(self) -> None:
        """Go back to the panel."""
        wait_for(self._is_left, what="no way back to the panel")

    def event(self, kind: str) -> Any:
        """Return what the journal has of the only event of a kind."""
        wait_for(lambda: self.street.coordinator.rows(kind), what=f"no {kind}")
        [body] = self.street.coordinator.rows(kind)
        return json.loads(body)

    def _is_left(self) -> bool:
        if item(self.panel.window, "page.panel") is None:
            QTest.keyClick(self.panel.window, Qt.Key.Key_Escape)
        return item(self.panel.window, "page.panel") is not None

    def _is_ready(self) -> bool:
        return self._is_enabled("main")

    def _is_enabled(self, name: str) -> bool:
        found = item(self.panel.window, name)
        return found is not None and found.isEnabled()


@pytest.fixture
def supervisor(street: Street) -> Supervisor:
    made = Supervisor(street, street.caller())
    wait_until_online(made.panel)
    made.push("main")
    made.push(f"signin.clerk.{SUPERVISOR}")
    made.sees("supervise")
    return made


@pytest.fixture
def kiosk(street: Street) -> Iterator[Client]:
    with Client(street.broker, KIOSK) as client:
        yield client


def take_ticket(kiosk: Client) -> TicketId:
    taken = kiosk.ask(issue())
    assert isinstance(taken, Done)
    assert taken.ticket is not None
    ticket_id = taken.ticket.ticket_id
    kiosk.ask(ReportPaper(**timing(), ticket_id=ticket_id, outcome="printed"))
    return ticket_id


def test_a_line_is_stopped_and_goes_on(supervisor: Supervisor, kiosk: Client) -> None:
    supervisor.keys("S L")
    supervisor.push(f"browse.{GENERAL}")
    supervisor.push("sheet.close")
    supervisor.push("option.2")
    supervisor.push("confirm.yes")
    supervisor.reads("sheet.fact.1", "工作人员不足，暂停取号")
    refused = kiosk.ask(issue())

    supervisor.push("sheet.open")
    supervisor.push("confirm.yes")
    supervisor.event("group_opened")
    take_ticket(kiosk)

    closed = supervisor.event("group_closed")
    assert (closed["group_id"], closed["clerk_id"]) == (GENERAL, SUPERVISOR)
    assert isinstance(refused, Refused)
    assert refused.code == "group_suspended"


def test_what_a_window_serves_is_changed_and_shown(supervisor: Supervisor) -> None:
    supervisor.keys("S W")
    supervisor.push(f"browse.{W2}")
    supervisor.sees("page.services")
    QTest.keyClick(supervisor.panel.window, Qt.Key.Key_4)
    supervisor.push("services.apply")
    supervisor.sees("page.browse.windows")

    changed = supervisor.event("window_services_set")
    assert (changed["window_id"], changed["clerk_id"]) == (W2, SUPERVISOR)
    assert list(changed["weights"].values()) == [4]
    wait_for(lambda: "×4" in detail(supervisor, W2), what="the panel has not heard of it")


def detail(supervisor: Supervisor, row_id: str) -> str:
    """Return the second line of a row; "" while the list is still laid out."""
    row = item(supervisor.panel.window, f"browse.{row_id}")
    return "" if row is None else str(row.property("detail"))


def test_numbers_are_put_into_a_class_and_cancelled(supervisor: Supervisor, kiosk: Client) -> None:
    first, second = take_ticket(kiosk), take_ticket(kiosk)
    supervisor.keys(f"Y {' '.join(first[-4:])} Return 1 1")
    supervisor.event("priority_given")
    supervisor.keys(f"X {' '.join(second[-4:])} Return")
    supervisor.push("confirm.yes")

    cancelled, given = supervisor.event("ticket_cancelled"), supervisor.event("priority_given")

    assert (given["ticket_id"], given["priority_id"]) == (first, "elder")
    assert given["reason"] == "已出示证件 Showed a document"
    assert (cancelled["ticket_id"], cancelled["clerk_id"]) == (second, SUPERVISOR)


def test_a_bad_rating_is_seen_answered_and_closed(supervisor: Supervisor, kiosk: Client) -> None:
    service_id = rate_badly(supervisor.street, take_ticket(kiosk))
    supervisor.sees("panel.alarms")
    supervisor.keys(f"S A {' '.join(NUMBER)}")  # which is not the only alarm on a slow machine
    supervisor.misses("browse.nothing")
    QTest.keyClick(supervisor.panel.window, Qt.Key.Key_Return)
    supervisor.push("sheet.acknowledge")
    assert supervisor.event("alarm_acknowledged")["subject"] == service_id
    supervisor.leave()

    supervisor.keys("S C")
    supervisor.push(f"browse.{service_id}")
    for option, words in (("answer", "C A L L E D"), ("correct", "D O N E")):
        supervisor.push(f"sheet.{option}")
        supervisor.sees("page.sentence")
        for name in words.split():
            QTest.keyClick(supervisor.panel.window, Qt.Key[f"Key_{name}"])
        supervisor.push("entry.ok")

    supervisor.sees("browse.nothing")
    assert supervisor.event("case_answered")["text"] == "called"
    assert supervisor.event("case_corrected")["text"] == "done"


def rate_badly(street: Street, ticket_id: TicketId) -> ServiceId:
    """Let window 2 serve a ticket, and its citizen be not satisfied at all."""
    service_id = ServiceId(f"{ticket_id}.1")
    with Client(street.broker, "panel-2", topics.HALL) as panel:
        for command in (
            SignIn(**timing(), window_id=W2, clerk_id=CLERK),
            CallNext(**timing(), window_id=W2),
            StartService(**timing(), window_id=W2, ticket_id=ticket_id),
            FinishService(**timing(), window_id=W2, ticket_id=ticket_id),
            RateService(**timing(), window_id=W2, service_id=service_id, level=1, source="keypad"),
        ):
            answer = panel.ask(command)
            assert isinstance(answer, Done), answer
    return service_id
