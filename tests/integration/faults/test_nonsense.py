"""Nonsense on every topic, to every real program: counted and logged, never fatal."""

from collections.abc import Iterator
from functools import partial

import pytest
from structlog.testing import capture_logs

from contract import topics
from contract.messages import answers, state
from contract.messages.base import decode, encode
from contract.topics import CALLER_COMMANDS, KIOSK_COMMANDS, Topic
from messaging.clock import now_ms
from tests.helpers.nonsense import nonsense
from tests.helpers.peer import Peer
from tests.helpers.processes import HALL, HALL_ID, Client, issue
from tests.helpers.qt import pump, text, wait_for
from tests.helpers.street import (
    BOARD,
    KIOSK,
    PANEL,
    SIGN,
    Street,
    wait_for_page,
    wait_until_fresh,
    wait_until_online,
)

WORDS = {"group_id": "general", "window_id": "w1", "zone_id": "main"}
LEVELS = {"group": "general", "window": "w1", "zone": "main"}
STATE = (topics.HALL, topics.QUEUE, topics.WINDOW, topics.PANEL, topics.BOARD, topics.CALL)
DEVICES = (KIOSK, PANEL, BOARD, SIGN)


def test_nonsense_for_the_coordinator_is_answered_and_the_hall_goes_on(street: Street) -> None:
    with Client(street.broker, KIOSK) as kiosk:
        kiosk.ask(issue())
        for device, kinds in ((KIOSK, KIOSK_COMMANDS), (PANEL, CALLER_COMMANDS)):
            with Peer(street.broker.files, device) as sender:
                for payload in nonsense(topics.COMMAND, **WORDS):
                    for kind in kinds & {payload_kind(payload)} or sorted(kinds)[:1]:
                        sender.publish(topics.command(HALL_ID, kind, device), payload)

        after = kiosk.ask(issue())

    log = street.coordinator.log.read_text()
    assert after.ticket.number in {f"A{n:03}" for n in range(2, 20)}
    assert log.count("coordinator.ready") == 1, "it lost its broker"
    assert log.count("command.malformed") > 100
    assert "Traceback" not in log


def payload_kind(payload: bytes) -> str:
    """Return the kind a payload claims to be, "" if none."""
    kinds = KIOSK_COMMANDS | CALLER_COMMANDS
    return next((kind for kind in kinds if f'"kind": "{kind}"'.encode() in payload), "")


def test_a_sender_of_nonsense_is_told_what_is_wrong(street: Street) -> None:
    topic = topics.command(HALL_ID, "issue_ticket", KIOSK)
    with Client(street.broker, KIOSK) as kiosk, Peer(street.broker.files, KIOSK) as sender:
        kiosk.ask(issue())
        sender.subscribe(topics.ANSWER.of(HALL_ID, device=KIOSK))
        sender.publish(topic, b'{"kind":"issue_ticket","command_id":"c7","group_id":7}')
        answer = sender.await_message(topics.ANSWER.of(HALL_ID, device=KIOSK))

    refusal: answers.Refused = decode(answer.encode(), answers.AnyAnswer)
    assert (refusal.command_id, refusal.code) == ("c7", "malformed")
    assert "Expected `str`, got `int` - at `$.group_id`" in refusal.message


def test_nonsense_on_the_topics_that_screens_read_costs_no_screen(
    street: Street, capfd: pytest.CaptureFixture[str]
) -> None:
    kiosk, panel = street.kiosk(), street.caller()
    board, sign = street.display(BOARD), street.display(SIGN)
    wait_for_page(kiosk, "home")
    wait_until_online(panel)
    wait_until_fresh(board)
    with Peer(street.broker.files, "coordinator") as sender, capture_logs() as logs:
        for topic in topics_read_by_screens():
            for payload in nonsense(topic[1], **WORDS):
                sender.publish(topic[0], payload)
            pump(rounds=50)
        wait_for(lambda: sum(e["event"] == "message.malformed" for e in logs) > 500)
        healed = state.WindowState(
            window_id=HALL.window[0].id,
            status="paused",
            pause_reason="午餐",
            clerk_id=None,
            number=None,
            stage=None,
            call_seq=None,
            since_ms=now_ms(),
        )
        sender.publish(topics.window(HALL_ID, healed.window_id), encode(healed), retain=True)

    wait_for(lambda: text(sign.window, "window.status") == "暂停服务")
    wait_until_fresh(board)
    wait_until_online(panel)
    wait_for_page(kiosk, "home")
    assert "Traceback" not in capfd.readouterr().err
    assert not [entry for entry in logs if entry["event"] == "qt.message"]


def topics_read_by_screens() -> Iterator[tuple[str, Topic]]:
    """Yield each topic a window reads, by name and family."""
    for topic in STATE:
        yield topic.of(HALL_ID, **LEVELS), topic
    for device in DEVICES:
        yield topics.ANSWER.of(HALL_ID, device=device), topics.ANSWER


def test_nonsense_as_its_own_status_is_overwritten_by_each_device(street: Street) -> None:
    street.kiosk(), street.caller(), street.display(BOARD), street.display(SIGN)
    with Peer(street.broker.files, "observer") as observer:
        for device in DEVICES:
            topic = topics.DEVICE_STATUS.of(HALL_ID, device=device)
            observer.subscribe(topic)
            observer.await_message(topic)
            with Peer(street.broker.files, device) as sender:
                for payload in (b"[]", b'"x"', b"{}", b"[" * 30_000):
                    sender.publish(topic, payload, retain=True)
            healthy = f'{{"device_id":"{device}","state":'
            last = partial(last_payload, observer, topic)
            wait_for(lambda: last().startswith(healthy))  # noqa: B023


def last_payload(peer: Peer, topic: str) -> str:
    """Return what was heard last on `topic`: other devices may have spoken since."""
    return next(payload for heard, payload in reversed(peer.received) if heard == topic)
