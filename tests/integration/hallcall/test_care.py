"""`hallcall care` shows what the devices of a hall say of themselves."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from broker_config import Broker, start_broker
from contract.ids import OBSERVER_DEVICE, DeviceId
from hallcall.cli import app
from hardware.counters import Counters
from messaging import BrokerAddress, Fault, Line
from tests.helpers.accounts import credentials
from tests.helpers.halls import HALLS, shipped_hall
from tests.helpers.patience import wait_until

STREET = HALLS / "street.toml"
HALL = shipped_hall("street")
KIOSK = DeviceId("k1")


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    broker = start_broker(HALL, tmp_path_factory.mktemp("broker"), persistence=False)
    yield broker
    broker.stop()


def care(broker: Broker, *more: str) -> list[dict[str, object]]:
    password = broker.files.password_file(OBSERVER_DEVICE)
    options = ["--hall", str(STREET), "--broker", broker.url, "--password-file", str(password)]
    done = CliRunner().invoke(app, ["care", *options, "--json", *more])
    assert done.exit_code == 0, done.output
    # A line of this test's own may log in between: the table begins at a bracket of its own.
    table = f"\n{done.stdout}".index("\n[\n")
    return list(json.JSONDecoder().raw_decode(done.stdout, table)[0])


def test_a_device_is_shown_with_its_faults_and_counters(broker: Broker) -> None:
    line = Line(
        BrokerAddress.parse(broker.url),
        hall_id=HALL.hall.id,
        device_id=KIOSK,
        program="kiosk",
        deliver=lambda event: None,
        credentials=credentials(broker, KIOSK),
    )
    line.report_counters({"tickets_since_roll": 212})  # before there is a line
    line.start()
    line.report_faults({"printer.paper_near_end": Fault("the roll is nearly used up", "bring one")})

    def kiosk() -> dict[str, object]:
        return next(row for row in care(broker) if row["device"] == KIOSK)

    wait_until(lambda: kiosk()["state"] == "degraded")
    shown = kiosk()
    line.close()
    gone = kiosk()

    assert shown["counters"] == {"tickets_since_roll": 212}
    assert shown["faults"] == ["printer.paper_near_end"]
    assert (gone["state"], gone["counters"]) == ("offline", {})


def test_a_device_that_was_never_there_is_shown_as_such(broker: Broker) -> None:
    rows = {row["device"]: row["state"] for row in care(broker)}

    assert set(rows) >= {*HALL.kiosks, *HALL.callers, *HALL.displays}
    assert rows["panel-1"] == "never seen"


def test_who_may_not_look_is_told_so(broker: Broker, tmp_path: Path) -> None:
    wrong = tmp_path / "password"
    wrong.write_text("wrong")
    done = CliRunner().invoke(
        app,
        ["care", "--hall", str(STREET), "--broker", broker.url, "--password-file", str(wrong)],
    )

    assert done.exit_code == 1
    assert "the broker refuses" in str(done.exception)


def test_a_new_roll_is_said_by_command(tmp_path: Path) -> None:
    counters = Counters(tmp_path / "k1.counters", lambda _: None)
    counters.start()
    counters.add("tickets_since_roll", 300)
    counters.stop()
    told = ["--new-roll", "k1", "--outbox", str(tmp_path / "k1.outbox")]

    done = CliRunner().invoke(app, ["care", "--hall", str(STREET), *told])

    assert done.exit_code == 0, done.output
    again = Counters(tmp_path / "k1.counters", lambda _: None)
    again.start()
    assert again.get("tickets_since_roll") == 0
    again.stop()


def test_a_kiosk_that_is_elsewhere_is_said_to_be_so(tmp_path: Path) -> None:
    told = ["--new-roll", "k1", "--outbox", str(tmp_path / "k1.outbox")]

    done = CliRunner().invoke(app, ["care", "--hall", str(STREET), *told])

    assert done.exit_code == 1
    assert "run this on the kiosk" in str(done.exception)
