"""A device that a package of somebody else brings works like ours, with nothing of ours changed."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hallcall.cli import app
from hardware.led.bar import Row
from hardware.led.driver import LedLine
from hardware.led.events import BarDown, BarUp
from hardware.profiles import BarPlace, BarProfile, ProfileError, entries, find
from simulation.by_hand import Factory, bench
from simulation.by_hand.bench import Bench
from tests.helpers.patience import wait_until

ROOT = Path(__file__).parent.parent.parent.parent
PACKAGES = ROOT / "tests" / "third_party"


@pytest.fixture
def acme(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The package, installed."""
    monkeypatch.syspath_prepend(PACKAGES)
    yield find(BarProfile, "acme")
    sys.modules.pop("hallcall_acme", None)


@pytest.fixture
def made(acme: Any) -> Iterator[Bench]:
    make: Factory = sys.modules["hallcall_acme"].SimAcmeBar
    with Bench(make, [bench.pty(None)], say=lambda news: None) as made:
        yield made


def test_without_the_package_there_is_no_such_bar() -> None:
    with pytest.raises(ProfileError, match='there is no bar "acme" here'):
        find(BarProfile, "acme")


def test_its_bar_shows_calls_and_comes_back(acme: Any, made: Bench) -> None:
    events: list[object] = []
    url, place = made.urls[0], BarPlace(width=96, height=16)
    bar = acme.open(acme.wiring(url, None), acme.read({"cells": 12}), place)
    line = LedLine(url, {"b": bar}, events.append)
    line.start()
    line.show("b", [Row("请A012到3号窗口")])
    wait_until(lambda: made.face() == "[请A012到3…]")

    made.obey("unplug")
    wait_until(lambda: any(isinstance(event, BarDown) for event in events))
    line.stop()
    assert any(isinstance(event, BarUp) for event in events)


def test_its_options_are_checked_like_ours(acme: Any) -> None:
    with pytest.raises(ProfileError, match=r'bar "acme": options\.cells: 3 is not allowed'):
        acme.read({"cells": 3})


def test_it_is_found_among_the_devices_of_the_machine(acme: Any, made: Bench) -> None:
    assert "hallcall-acme 1.0" in {entry.origin for entry in entries()}
    done = CliRunner().invoke(app, ["devices", "--json", "--port", made.urls[0]])

    [record] = json.loads(done.stdout)
    assert (record["profile"], record["detail"]) == ("acme", "Acme bar")
    assert made.face() == "[]"


def test_it_can_be_simulated_by_hand(acme: Any, tmp_path: Path) -> None:
    command = ["simulate-device", "bar", "--profile", "acme", "--pty", str(tmp_path / "bar")]

    done = CliRunner().invoke(app, command, input="show\nmute on\nmute x\n")

    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[1:] == ["[]", '"x" is not understood; say: mute on|off']


def test_the_page_on_devices_shows_the_package_as_it_is_tested() -> None:
    page = (ROOT / "docs" / "devices.md").read_text(encoding="utf-8")

    assert (PACKAGES / "hallcall_acme.py").read_text(encoding="utf-8") in page
