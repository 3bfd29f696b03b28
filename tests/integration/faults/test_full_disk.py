"""A disk without room for the journal, nor for the log: nobody is invited, nothing is lost."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from contract import topics
from contract.ids import WindowId
from contract.messages.answers import Done
from contract.messages.commands import CallNext
from contract.messages.devices import DeviceAlarm
from messaging import Received
from tests.helpers.processes import Client, issue, timing
from tests.helpers.street import KIOSK, PANEL, Street, wait_for_page

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs prlimit")


@contextmanager
def no_room(street: Street) -> Iterator[None]:
    """Let the coordinator write no byte more into any file."""
    pid = street.coordinator.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def test_commands_of_a_full_disk_are_carried_out_once_when_there_is_room_again(
    street: Street,
) -> None:
    with (
        Client(street.broker, KIOSK) as kiosk,
        Client(street.broker, "observer", topics.DEVICE_ALARM) as observer,
    ):
        kiosk.ask(issue())
        commands = [issue() for _ in range(30)]
        with no_room(street):
            for command in commands:
                kiosk.line.send(command)
            observer.wait(lambda events: alarms(events) == [True])
            assert len(kiosk.answers) == 1

        kiosk.wait(lambda _: len(kiosk.answers) == 1 + len(commands))
        observer.wait(lambda events: alarms(events) == [True, False])

    answers = [kiosk.answers[command.command_id] for command in commands]
    assert all(isinstance(answer, Done) for answer in answers)
    assert sorted(answer.ticket.number for answer in answers) == [f"A{n:03}" for n in range(2, 32)]
    assert "Traceback" not in street.coordinator.log.read_text()


def test_a_kiosk_of_a_full_disk_invites_nobody_until_there_is_room(street: Street) -> None:
    kiosk = street.kiosk()
    wait_for_page(kiosk, "home")
    with Client(street.broker, PANEL) as panel:
        with no_room(street):
            panel.line.send(CallNext(**timing(), window_id=WindowId("w1")))
            wait_for_page(kiosk, "no_connection")

        wait_for_page(kiosk, "home")


def alarms(events: list[object]) -> list[bool]:
    """Return whether the journal's alarm was raised or ended, in order."""
    heard = [event.message for event in events if isinstance(event, Received)]
    return [
        alarm.raised
        for alarm in heard
        if isinstance(alarm, DeviceAlarm) and alarm.code == "journal.unavailable"
    ]
