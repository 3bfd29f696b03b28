"""What a kiosk's devices cost, in small."""

import json
from dataclasses import asdict

import pytest

from bench import devices
from bench.devices import BYTES_MAX, measure, rows


def test_tickets_drivers_and_paper_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "SETTLE_S", 0.0)
    monkeypatch.setattr(devices, "SLIPS", 3)

    cost = measure(1.0)

    drawn, typed = BYTES_MAX
    assert cost.ticket_bytes["80 mm, Chinese drawn"] < drawn
    assert cost.ticket_bytes["80 mm, characters"] < typed
    for share in (cost.idle_share, cost.reading_share, cost.keypad_share):
        assert 0 < share < 0.5  # how little it is, a quiet machine and more time would show
    assert len(cost.print_ms) == 3
    assert min(cost.print_ms) > 0
    assert len(rows(cost)) == len(cost.ticket_bytes) + 4
    json.dumps(asdict(cost))
