"""From the card on the kiosk's reader to the clerk's eyes: real broker, coordinator and windows."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from broker_config import start_broker
from hallcall.unmasking import read_opening
from tests.helpers.cards import RESIDENT
from tests.helpers.processes import HALL
from tests.helpers.qt import click, item, text, wait_for
from tests.helpers.street import Street, wait_for_page, wait_until_online
from tests.helpers.unmasking import key_file, unmasking_hall, written_hall
from tests.integration.caller.test_supervision import Supervisor

NAME, NUMBER = RESIDENT.fields["name"], RESIDENT.fields["number"]


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    """A street hall whose clerks may unmask, as the commands have set it up."""
    file = tmp_path / "hall.toml"
    file.write_text(written_hall(), encoding="utf-8")
    opening = read_opening(key_file(tmp_path), unmasking_hall())
    broker = start_broker(HALL, tmp_path / "broker", persistence=True)
    with Street(broker, tmp_path, hall_file=file, opening=opening) as made:
        yield made
    broker.stop()


def test_a_clerk_sees_the_whole_card_and_nobody_else_has_it(street: Street) -> None:
    kiosk, clerk = street.kiosk(), Supervisor(street, street.caller())
    wait_until_online(clerk.panel)
    wait_for_page(kiosk, "home")
    for name in ("home.begin", "groups.general", "items.residence-permit", "papers.confirm"):
        wait_for(partial(item, kiosk.window, name), what=f"no {name}")
        click(kiosk.window, name)
    wait_for_page(kiosk, "identify")
    street.reader.insert(RESIDENT)
    wait_for_page(kiosk, "take_ticket")

    clerk.push("main")
    clerk.push("signin.clerk.c01")
    clerk.push("main")
    clerk.sees("panel.asks_whole")
    assert NAME not in str(text(clerk.panel.window, "panel.visitor"))
    clerk.keys("I")
    clerk.sees("page.options")
    clerk.push("option.1")

    clerk.sees("page.sheet")
    shown = {str(text(clerk.panel.window, f"sheet.fact.{place}")) for place in (0, 1)}
    assert shown == {NAME, NUMBER}
    record = json.dumps(clerk.event("visitor_unmasked"))
    assert NAME not in record
    kept = [path for path in street.directory.rglob("*") if path.is_file()]
    assert not [path for path in kept if NUMBER.encode() in path.read_bytes()]
    assert not [path for path in kept if NAME.encode() in path.read_bytes()]
