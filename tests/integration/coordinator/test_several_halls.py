"""One process for two halls, each with a file and a broker of its own."""

import signal
from pathlib import Path

from broker_config import start_broker
from contract.hall import parse_hall
from contract.ids import COORDINATOR_DEVICE, HallId
from journal import verify
from tests.helpers.halls import street_in_mid_day
from tests.helpers.processes import HALL, Client, CoordinatorProcess, issue
from tests.helpers.street import KIOSK


def test_two_halls_count_each_for_itself_and_end_together(tmp_path: Path) -> None:
    street = street_in_mid_day(tmp_path / "street.toml").read_text(encoding="utf-8")
    path = tmp_path / "north.toml"
    path.write_text(street.replace('id = "yuetan"', 'id = "north"', 1), encoding="utf-8")
    file = parse_hall(path.read_text(encoding="utf-8"), file=str(path))
    broker = start_broker(HALL, tmp_path / "here", persistence=False)
    of_north = start_broker(file, tmp_path / "there", persistence=False)
    password = of_north.files.password_file(COORDINATOR_DEVICE)
    north = f"sqlite:///{tmp_path / 'north.db'}"
    options = [
        "--hall", str(path), "--broker", of_north.url, "--password-file", str(password),
        "--database", north,
    ]  # fmt: skip
    process = CoordinatorProcess(broker, tmp_path / "hall.db", options=options)
    try:
        process.start()
        with (
            Client(broker, KIOSK) as here,
            Client(of_north, KIOSK, hall_id=HallId("north")) as there,
        ):
            assert [here.ask(issue()).ticket.number for _ in range(2)] == ["A001", "A002"]
            assert there.ask(issue()).ticket.number == "A001"
        assert process.interrupt(signal.SIGTERM) == 0
    finally:
        process.cut_power()
        of_north.stop()
        broker.stop()

    assert len(process.rows("ticket_issued")) == 2
    assert (verify(north).hall, verify(north).faults) == ("north", [])
