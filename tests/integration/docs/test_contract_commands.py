"""The commands of docs/contract/README.md, typed by a stranger into a hall that runs."""

import asyncio
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from broker_config import Broker, start_broker
from contract.hall import parse_hall
from contract.ids import COORDINATOR_DEVICE
from coordinator.main import CoordinatorConfig, serve
from messaging import BrokerAddress, Credentials
from tests.helpers.halls import shipped_hall, street_in_mid_day
from tests.helpers.patience import PATIENCE_S
from tests.helpers.peer import Peer

PAGE = Path(__file__).parents[3] / "docs" / "contract" / "README.md"


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    started = start_broker(shipped_hall("street"), tmp_path)
    yield started
    started.stop()


@pytest.fixture
def hall(broker: Broker, tmp_path: Path) -> Iterator[None]:
    """Run a coordinator on a thread of its own, from its first heartbeat to the end."""
    password = broker.files.password_file(COORDINATOR_DEVICE).read_text().strip()
    config = CoordinatorConfig(
        hall=parse_hall(street_in_mid_day(tmp_path / "street.toml").read_text("utf-8")),
        hall_file_digest="0" * 12,
        database_url=f"sqlite:///{tmp_path / 'hall.db'}",
        broker=BrokerAddress.parse(broker.url),
        credentials=Credentials(COORDINATOR_DEVICE, password),
        always_open=True,
    )
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(serve([config], stop)))
    thread.start()
    with Peer(broker.files, "observer") as observer:
        observer.subscribe("hallcall/v1/yuetan/state/hall")
        observer.await_message("hallcall/v1/yuetan/state/hall")
    yield
    loop.call_soon_threadsafe(stop.set)
    thread.join(PATIENCE_S)
    loop.close()


@pytest.mark.usefixtures("hall")
def test_the_commands_of_the_page_do_what_it_says(broker: Broker) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(blocks)],
        env={**os.environ, "BROKER": str(broker.files.directory), "PORT": str(broker.files.port)},
        capture_output=True,
        text=True,
        timeout=4 * PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count('"result":"done"') == done.stdout.count('"result"') == 24, done.stdout
    assert done.stdout.count("hallcall/v1/yuetan/state/window/") == 8
    assert '"rating":{"service_id":"' in done.stdout
    assert done.stdout.count('"code":"HAVEN7"') == 2  # booked, moved
    assert done.stdout.count('"number":"B001"') == 4  # issued, called, taken up by the desk, called
