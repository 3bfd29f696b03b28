"""From the card on the kiosk's reader to the clerk's eyes: real broker, coordinator and windows."""

import json
from functools import partial
from pathlib import Path

from broker_config import start_broker
from hallcall.unmasking import read_opening
from tests.helpers.cards import RESIDENT
from tests.helpers.processes import HALL
from tests.helpers.qt import click, item, text, wait_for
from tests.helpers.street import Street, wait_for_page, wait_until_online
from tests.helpers.unmasking import key_file, unmasking_hall, written_hall
from tests.integration.caller.test_supervision import Supervisor

NAME, NUMBER = RESIDENT.fields["name"], RESIDENT.fields["number"]


def take_ticket_by_card(street: Street) -> None:
    kiosk = street.kiosk()
    wait_for_page(kiosk, "home")
    for name in ("home.begin", "groups.general", "items.residence-permit", "papers.confirm"):
        wait_for(partial(item, kiosk.window, name), what=f"no {name}")
        click(kiosk.window, name)
    wait_for_page(kiosk, "identify")
    street.reader.insert(RESIDENT)
    wait_for_page(kiosk, "take_ticket")


def see_whole_card(street: Street) -> str:
    """Call whoever has the ticket, and see their card; return what the journal has of that."""
    clerk = Supervisor(street, street.caller())
    wait_until_online(clerk.panel)
    clerk.push("main")
    clerk.push("signin.clerk.c01")
    clerk.push("main")
    clerk.sees("panel.asks_whole")
    assert NAME not in str(text(clerk.panel.window, "panel.visitor"))
    clerk.keys("I")
    clerk.push("option.1")
    clerk.reads("sheet.fact.0", NAME)
    clerk.reads("sheet.fact.1", NUMBER)
    return json.dumps(clerk.event("visitor_unmasked"), ensure_ascii=False)


def test_a_clerk_sees_the_whole_card_and_no_file_has_it(tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    file.write_text(written_hall(), encoding="utf-8")
    opening = read_opening(key_file(tmp_path), unmasking_hall())
    broker = start_broker(HALL, tmp_path / "broker", persistence=True)
    with Street(broker, tmp_path, hall_file=file, opening=opening) as street:
        take_ticket_by_card(street)
        record = see_whole_card(street)
    broker.stop()

    assert NAME not in record
    written = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert any(path.name == "hall.db" for path in written)
    for path, data in written.items():
        assert NUMBER.encode() not in data, path
        assert NAME.encode() not in data, path
