"""A real Mosquitto under the files we make: who comes in, and who may say and hear what."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from broker_config import Broker, BrokerError, PortInUse, free_port, generate, start_broker
from contract.messages.base import PAYLOAD_BYTES_MAX
from tests.helpers.halls import shipped_hall, small_hall
from tests.helpers.peer import Peer

ROOT = "hallcall/v1/yuetan"
SUCCESS, NOT_AUTHORIZED = 0x00, 0x87


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    directory = tmp_path_factory.mktemp("a broker's folder")  # with a space and a quote, on purpose
    started = start_broker(shipped_hall("street"), directory)
    yield started
    started.stop()


def test_the_right_password_comes_in(broker: Broker) -> None:
    with Peer(broker.files, "panel-3") as panel:
        assert panel.connect_code == "Success"


@pytest.mark.parametrize(
    ("device", "password"), [("panel-3", "guess"), ("nobody", "guess"), ("panel-3", "")]
)
def test_everybody_else_stays_out(broker: Broker, device: str, password: str) -> None:
    with Peer(broker.files, device, password=password) as stranger:
        assert stranger.connect_code == "Not authorized"


def test_a_panel_commands_as_itself_only(broker: Broker) -> None:
    with Peer(broker.files, "panel-3") as panel, Peer(broker.files, "coordinator") as coordinator:
        coordinator.subscribe(f"{ROOT}/command/+/+")
        assert panel.publish(f"{ROOT}/command/call_next/panel-2", "{}") == NOT_AUTHORIZED
        assert panel.publish(f"{ROOT}/command/issue_ticket/panel-3", "{}") == NOT_AUTHORIZED
        assert panel.publish(f"{ROOT}/command/call_next/panel-3", "mine") == SUCCESS
        assert coordinator.await_message(f"{ROOT}/command/call_next/panel-3") == "mine"
        assert len(coordinator.received) == 1


@pytest.mark.parametrize(
    ("device", "topic"),
    [
        ("k1", "command/call_next/k1"),
        ("k1", "state/hall"),
        ("panel-1", "state/panel/w1"),
        ("panel-1", "answer/panel-1"),
        ("wd-1", "state/window/w1"),
        ("board-main", "call/main"),
        ("board-main", "device/board-east/status"),
        ("observer", "device/observer/status"),
        ("coordinator", "command/call_next/panel-1"),
    ],
)
def test_nobody_writes_outside_its_rights(broker: Broker, device: str, topic: str) -> None:
    with Peer(broker.files, device) as peer:
        assert peer.publish(f"{ROOT}/{topic}", "{}", retain=True) == NOT_AUTHORIZED


def test_a_panel_never_sees_the_visitor_of_another_window(broker: Broker) -> None:
    with Peer(broker.files, "coordinator") as coordinator, Peer(broker.files, "panel-3") as panel:
        for window in ("w2", "w3"):
            coordinator.publish(f"{ROOT}/state/panel/{window}", window, retain=True)
        panel.subscribe(f"{ROOT}/state/panel/w2")
        panel.subscribe("#")
        coordinator.publish(f"{ROOT}/state/panel/w2", "again", retain=True)
        coordinator.publish(f"{ROOT}/answer/panel-2", "for another")
        coordinator.publish(f"{ROOT}/answer/panel-3", "the last word")
        panel.await_message(f"{ROOT}/answer/panel-3")
        topics = {topic for topic, _ in panel.received}
        assert topics == {f"{ROOT}/state/panel/w3", f"{ROOT}/answer/panel-3"}


def test_the_last_will_of_a_device_is_heard(broker: Broker) -> None:
    status = f"{ROOT}/device/k1/status"
    with Peer(broker.files, "observer") as observer:
        observer.subscribe(f"{ROOT}/device/+/status")
        with Peer(broker.files, "k1", will=(status, "offline")) as kiosk:
            kiosk.drop()
            assert observer.await_message(status) == "offline"


def test_a_message_beyond_the_limit_stops_at_the_broker(broker: Broker) -> None:
    topic = f"{ROOT}/command/call_next/panel-3"
    with Peer(broker.files, "coordinator") as coordinator:
        coordinator.subscribe(f"{ROOT}/command/+/+")
        with Peer(broker.files, "panel-3") as panel:
            assert panel.publish(topic, b"y" * (PAYLOAD_BYTES_MAX + 1)) == SUCCESS
            reason = panel.publish_and_be_cut_off(topic, b"x" * 2 * PAYLOAD_BYTES_MAX)
            assert reason == "Packet too large"
        with Peer(broker.files, "panel-3") as panel:
            assert panel.publish(topic, "small again") == SUCCESS
        coordinator.await_messages(2)
        assert [payload[0] for _, payload in coordinator.received] == ["y", "s"]


def test_retained_state_outlives_a_restart(tmp_path: Path) -> None:
    broker = start_broker(small_hall(), tmp_path)
    with Peer(broker.files, "coordinator") as coordinator:
        coordinator.publish("hallcall/v1/small/state/hall", "kept", retain=True)
    broker.stop()
    with Broker(broker.files), Peer(broker.files, "k1") as kiosk:
        kiosk.subscribe("hallcall/v1/small/state/hall")
        assert kiosk.await_message("hallcall/v1/small/state/hall") == "kept"


def test_a_broker_that_was_stopped_is_gone(tmp_path: Path) -> None:
    broker = start_broker(small_hall(), tmp_path, persistence=False)
    pid = broker.pid
    assert pid is not None
    broker.stop()
    broker.stop()
    assert broker.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_broker_that_does_not_end_is_ended(tmp_path: Path) -> None:
    broker = start_broker(small_hall(), tmp_path, persistence=False)
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGSTOP)
    broker.stop(timeout_s=0.1)
    assert broker.pid is None


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortInUse, match=f"port {port} is in use"):
            start_broker(small_hall(), tmp_path, port=port)


def test_a_port_taken_without_listening_is_named_too(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        with pytest.raises(PortInUse):
            start_broker(small_hall(), tmp_path, port=other.getsockname()[1])


def test_a_configuration_mosquitto_refuses_is_shown_with_its_words(tmp_path: Path) -> None:
    files = generate(small_hall(), port=free_port(), directory=tmp_path)
    files.configuration.write_text("no_such_setting true\n")
    with pytest.raises(BrokerError, match=r"ended at once with code 3\n.*no_such_setting"):
        Broker(files).start()


def test_without_mosquitto_the_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda *_args, **_kwargs: None)
    with pytest.raises(BrokerError, match="apt-get install mosquitto"):
        start_broker(small_hall(), tmp_path)
