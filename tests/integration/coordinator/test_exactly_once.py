"""Every command once, whatever the line, the sessions and the clocks do: real broker, real hall.

The devices here are plain MQTT clients, so that nothing of ours repeats, drops or orders for them.
"""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, Self

import pytest

from broker_config import Broker, start_broker
from contract import topics
from contract.ids import DeviceId
from messaging.clock import new_command_id, now_ms
from tests.helpers.patience import wait_until
from tests.helpers.peer import Peer
from tests.helpers.processes import HALL, HALL_ID, CoordinatorProcess

COUNT = count(1)
KIOSK, PANEL = "k1", "panel-1"
MINUTE_MS = 60_000
SUCCESS, NOBODY_LISTENS = 0x00, 0x10
REPEATS = 50
IN_FLIGHT = 200
"""So many messages Mosquitto hands out without an acknowledgement; the rest waits, and ages."""


class Device(Peer):
    """One session of a device: each has a client id of its own, as `messaging` does it."""

    def __init__(self, broker: Broker, device: str) -> None:
        super().__init__(broker.files, device, client_id=f"{device}.{next(COUNT)}")
        self._device = DeviceId(device)

    def __enter__(self) -> Self:
        super().__enter__()
        self.subscribe(topics.ANSWER.of(HALL_ID, device=self._device))
        return self

    def tell(self, command: dict[str, Any], *, expires_s: int | None = None) -> bool:
        """Send a command and wait for no answer; return whether anybody listens."""
        topic = topics.command(HALL_ID, command["kind"], self._device)
        reason = self.publish(topic, json.dumps(command), expires_s=expires_s)
        assert reason in (SUCCESS, NOBODY_LISTENS)
        return reason == SUCCESS

    def ask(self, command: dict[str, Any]) -> dict[str, Any]:
        """Send a command and return the next answer to it."""
        heard = len(self.answers(command))
        self.tell(command)
        return self.await_answers(command, heard + 1)[-1]

    def answers(self, command: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what was answered to a command so far."""
        said = [json.loads(payload) for _, payload in list(self.received)]
        return [each for each in said if each["command_id"] == command["command_id"]]

    def await_answers(self, command: dict[str, Any], wanted: int) -> list[dict[str, Any]]:
        """Return the answers to a command, when so many have come."""
        wait_until(lambda: len(self.answers(command)) >= wanted, "an answer")
        return self.answers(command)


def command(kind: str, *, expires_in_ms: int = 10 * MINUTE_MS, **fields: Any) -> dict[str, Any]:
    """Return a command as it goes over the wire."""
    now = now_ms()
    own = {"kind": kind, "command_id": new_command_id(), "sent_at_ms": now}
    return own | {"expires_at_ms": now + expires_in_ms} | fields


def issue(**fields: Any) -> dict[str, Any]:
    return command("issue_ticket", **({"group_id": "general"} | fields))


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    started = start_broker(HALL, tmp_path_factory.mktemp("broker"))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def hall(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CoordinatorProcess]:
    made = CoordinatorProcess(broker, tmp_path_factory.mktemp("hall") / "hall.db")
    made.start()
    try:
        wait_for_it(broker)
        yield made
    finally:
        made.cut_power()


def wait_for_it(broker: Broker) -> None:
    """Wait until the coordinator answers: what was sent before it came is nobody's."""
    asked = command("cancel_number", number="Z999", reason="is anybody there?")
    with Device(broker, KIOSK) as device:
        wait_until(lambda: device.tell(asked), "the coordinator")
        device.await_answers(asked, 1)


@contextmanager
def asleep(hall: CoordinatorProcess) -> Iterator[None]:
    """Stop the coordinator for a while: it keeps its connection, and reads nothing."""
    os.kill(hall.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(hall.pid, signal.SIGCONT)


def given(hall: CoordinatorProcess) -> list[str]:
    """Return the numbers in the journal."""
    return [json.loads(body)["number"] for body in hall.rows("ticket_issued")]


def test_an_answer_that_a_device_missed_is_given_to_its_next_session(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    before, asked = given(hall), issue()
    with asleep(hall), Device(broker, KIOSK) as first:
        first.tell(asked)
        first.drop()
    wait_until(lambda: len(given(hall)) == len(before) + 1, "the ticket")

    with Device(broker, KIOSK) as second:
        answer = second.ask(asked)

    assert [*before, answer["ticket"]["number"]] == given(hall)


def test_an_answer_outlives_the_coordinator_that_gave_it(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    asked = issue()
    with Device(broker, KIOSK) as device:
        first = device.ask(asked)
    before = given(hall)

    hall.cut_power()
    hall.start()
    wait_for_it(broker)

    with Device(broker, KIOSK) as device:
        assert device.ask(asked) == first
    assert given(hall) == before


def test_a_command_delivered_often_has_one_answer_and_happens_once(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    before, asked = given(hall), issue()
    with Device(broker, KIOSK) as device:
        for _ in range(REPEATS):
            device.tell(asked)
        answers = device.await_answers(asked, REPEATS)

    assert all(answer == answers[0] for answer in answers)
    assert len(given(hall)) == len(before) + 1


def test_a_repeat_that_comes_after_later_commands_undoes_and_redoes_nothing(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    window: dict[str, Any] = {"window_id": "w1"}
    with Device(broker, KIOSK) as kiosk, Device(broker, PANEL) as panel:
        ticket = kiosk.ask(issue())["ticket"]
        kiosk.ask(command("report_paper", ticket_id=ticket["ticket_id"], outcome="printed"))
        panel.ask(command("sign_in", clerk_id=HALL.clerk[0].id, **window))
        about = window | {"ticket_id": ticket["ticket_id"]}
        day = [
            command("call_ticket", number=ticket["number"], **window),
            command("start_service", **about),
            command("finish_service", **about),
        ]
        too_early = command("finish_service", **about)
        refusal = panel.ask(too_early)
        firsts = [panel.ask(each) for each in day]
        happened = {kind: hall.rows(kind) for kind in ("ticket_called", "service_finished")}

        repeats = [panel.ask(each) for each in reversed(day)]
        again = panel.ask(too_early)
        panel.ask(command("sign_out", **window))

    assert [each["result"] for each in firsts] == ["done"] * 3
    assert repeats == firsts[::-1]
    assert refusal["result"] == "refused"
    assert again == refusal
    assert {kind: hall.rows(kind) for kind in happened} == happened


def test_two_devices_with_one_id_both_hear_every_answer_and_tell_them_apart_by_the_command(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    one_asked, other_asked = issue(), issue()
    with Device(broker, KIOSK) as one, Device(broker, KIOSK) as other:
        mine, theirs = one.ask(one_asked), other.ask(other_asked)

        assert one.await_answers(other_asked, 1) == [theirs]
        assert other.answers(one_asked) == [mine]
    assert mine["ticket"]["number"] != theirs["ticket"]["number"]
    assert given(hall)[-2:] == [mine["ticket"]["number"], theirs["ticket"]["number"]]


def test_two_devices_with_one_id_that_send_the_same_command_get_one_ticket(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    before, asked = given(hall), issue()
    with Device(broker, KIOSK) as one, Device(broker, KIOSK) as other:
        one.tell(asked)
        other.tell(asked)
        answers = [*one.await_answers(asked, 2), *other.await_answers(asked, 2)]

    assert all(answer == answers[0] for answer in answers)
    assert len(given(hall)) == len(before) + 1


def test_the_same_command_id_from_two_devices_names_two_commands(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    ours = issue()
    theirs = command("sign_in", window_id="w1", clerk_id="nobody", command_id=ours["command_id"])
    with Device(broker, KIOSK) as kiosk, Device(broker, PANEL) as panel:
        ticket, refusal = kiosk.ask(ours), panel.ask(theirs)

        assert (ticket["result"], refusal["result"]) == ("done", "refused")
        assert kiosk.answers(ours) == [ticket]
    assert given(hall)[-1] == ticket["ticket"]["number"]


def test_an_id_that_was_used_before_does_nothing_whatever_it_comes_with(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    first = issue()
    with Device(broker, KIOSK) as kiosk:
        answer = kiosk.ask(first)
        before = given(hall)

        other = kiosk.ask(issue(group_id="pension", command_id=first["command_id"]))
        cancel = command(
            "cancel_ticket",
            ticket_id=answer["ticket"]["ticket_id"],
            reason="x",
            command_id=first["command_id"],
        )
        of_another_kind = kiosk.ask(cancel)

    assert other == of_another_kind == answer
    assert given(hall) == before
    assert not any(answer["ticket"]["ticket_id"] in row for row in hall.rows("ticket_cancelled"))


def test_a_command_that_waited_too_long_for_the_coordinator_is_refused(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    before, asked = given(hall), issue(expires_in_ms=300)
    with Device(broker, KIOSK) as device:
        with asleep(hall):
            device.tell(asked)
            wait_until(lambda: now_ms() > asked["expires_at_ms"], "it expires")
        [answer] = device.await_answers(asked, 1)

    assert (answer["result"], answer["code"]) == ("refused", "expired")
    assert given(hall) == before


def test_a_command_that_expires_at_the_broker_reaches_nobody(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    before, old, last = given(hall), issue(), issue()
    with Device(broker, KIOSK) as device:
        with asleep(hall):
            for _ in range(IN_FLIGHT):
                device.tell(command("cancel_number", number="Z999", reason="in the way"))
            device.tell(old, expires_s=1)
            gone_by = now_ms() + 3_000  # the broker counts whole seconds
            wait_until(lambda: now_ms() > gone_by, "it expires")
            device.tell(last)
        answer = device.await_answers(last, 1)[0]

        assert device.answers(old) == []
    assert given(hall) == [*before, answer["ticket"]["number"]]


def test_a_command_that_somebody_retained_is_not_carried_out_at_the_next_start(
    broker: Broker, hall: CoordinatorProcess
) -> None:
    before, left_lying = given(hall), issue()
    topic = topics.command(HALL_ID, left_lying["kind"], DeviceId(KIOSK))
    hall.cut_power()
    with Device(broker, KIOSK) as device:
        device.publish(topic, json.dumps(left_lying), retain=True)
        hall.start()
        wait_for_it(broker)
        wait_until(lambda: "a retained message is no command" in hall.log.read_text())
        device.publish(topic, "", retain=True)

        assert device.answers(left_lying) == []
    assert given(hall) == before


@pytest.mark.parametrize("wrong_ms", [-5 * MINUTE_MS, 5 * MINUTE_MS])
def test_whoever_tells_the_time_from_a_wrong_clock_of_its_own_is_judged_by_the_hall_s(
    broker: Broker, hall: CoordinatorProcess, wrong_ms: int
) -> None:
    before, asked = given(hall), issue(expires_in_ms=10_000)
    for field in ("sent_at_ms", "expires_at_ms"):
        asked[field] += wrong_ms
    with Device(broker, KIOSK) as device:
        answer = device.ask(asked)

    late = wrong_ms < 0
    assert answer["result"] == ("refused" if late else "done")
    assert len(given(hall)) == len(before) + (not late)
    assert abs(answer["answered_at_ms"] - now_ms()) < MINUTE_MS
