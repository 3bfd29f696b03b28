"""What an event changes is told when it happens, and not because somebody looks at everything."""

import pytest
from msgspec.structs import replace

from contract import topics
from contract.ids import EpochMs
from contract.messages.base import decode, encode
from contract.messages.state import PanelState
from coordinator.domain.hall import Hall
from coordinator.service import alarm_views
from coordinator.service.panel_views import Panels
from coordinator.service.retained import Retained
from coordinator.service.views import window_state
from simulation.world.campaign import run_seeds
from tests.helpers.halls import shipped_hall
from tests.simulation.test_plants import PLAN

STREET = shipped_hall("street")


def untold(retained: Retained, hall: Hall, now_ms: EpochMs) -> list[str]:
    """Return the windows, panels and lists that are others than what was told of them last."""
    told, hall_id = retained._payloads, hall.file.hall.id
    panels, wrong = Panels(hall, retained._visitors, now_ms), []
    for window_id in hall.file.windows:
        window = told.get(topics.window(hall_id, window_id))
        panel = told.get(topics.panel(hall_id, window_id))
        if window is None or panel is None:
            continue  # the hall is not read yet
        if window != encode(window_state(hall, window_id)):
            wrong.append(f"window {window_id}")
        shown: PanelState = decode(panel, PanelState)
        now = panels.of(window_id)
        if shown != replace(now, undo=shown.undo, rating=shown.rating):  # which time alone ends
            wrong.append(f"panel {window_id}: {shown}, not {now}")
    for topic, view in ((topics.ALARMS, alarm_views.alarms), (topics.CASES, alarm_views.cases)):
        said = told.get(topic.of(hall_id))
        if said is not None and said != encode(view(hall)):
            wrong.append(f"{topic.of(hall_id)}: {said!r}, not {view(hall)}")
    return wrong


def test_no_window_is_told_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    catch_up, looked = Retained.catch_up, 0

    def and_look(retained: Retained, hall: Hall, now_ms: EpochMs) -> None:
        nonlocal looked
        catch_up(retained, hall, now_ms)
        looked += 1
        assert not untold(retained, hall, now_ms)

    monkeypatch.setattr(Retained, "catch_up", and_look)

    for result in run_seeds(STREET, range(1, 7), lambda _: PLAN):
        assert not result.violations
    assert looked > 1000
