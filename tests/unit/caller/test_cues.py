"""When a panel makes itself heard."""

import pytest

from caller.core.cues import AGAIN_MS, Cue, Cues
from contract.hall.desk import Desk
from contract.ids import DeviceId, EpochMs, WindowId
from contract.messages.state import PanelState
from tests.helpers.desk import GENERAL, NOW_MS, WINDOW, called, free, line, paused

BOTH = ("help", "waiting")
HELP = free(panic_window_ids=(WindowId("w1"),))
RING = free(ringing_kiosk_ids=(DeviceId("k1"),))
NOBODY = free(lines=(line(GENERAL, 0),))
SOMEBODY = free(lines=(line(GENERAL, 1),))


def heard(*shown: PanelState | None, wanted: tuple[str, ...] = BOTH) -> list[Cue]:
    """Return what is heard while the panel shows one after the other, a quarter second each."""
    cues = Cues(wanted)
    found = (cues.due(panel, EpochMs(NOW_MS + 250 * n)) for n, panel in enumerate(shown))
    return [cue for cue in found if cue]


@pytest.mark.parametrize("panel", [HELP, RING])
def test_who_wants_help_is_heard_once_at_first(panel: PanelState) -> None:
    assert heard(NOBODY, panel, panel, panel) == [Cue.HELP]


def test_who_wants_help_is_heard_again_until_somebody_is_coming() -> None:
    cues, times = Cues(BOTH), range(NOW_MS, NOW_MS + 3 * AGAIN_MS, 250)
    calls = [cues.due(HELP, EpochMs(at_ms)) for at_ms in times]
    assert calls.count(Cue.HELP) == 3
    assert cues.due(NOBODY, EpochMs(NOW_MS + 3 * AGAIN_MS)) is None
    assert cues.due(HELP, EpochMs(NOW_MS + 3 * AGAIN_MS + 250)) is Cue.HELP


def test_who_cries_for_help_does_not_hear_the_own_cry() -> None:
    assert heard(free(panic_window_ids=(WINDOW.id,))) == []


def test_the_first_who_waits_is_heard_by_a_clerk_who_is_free() -> None:
    assert heard(NOBODY, SOMEBODY, SOMEBODY) == [Cue.WAITING]
    assert heard(NOBODY, called()) == []
    assert heard(NOBODY, paused()) == []


def test_who_waits_when_the_panel_starts_is_no_news() -> None:
    assert heard(None, SOMEBODY) == []


def test_only_what_the_hall_wants_is_heard() -> None:
    assert heard(NOBODY, SOMEBODY, HELP, wanted=Desk().sounds) == [Cue.HELP]
    assert heard(NOBODY, SOMEBODY, HELP, wanted=()) == []


def test_help_comes_before_who_waits() -> None:
    both = free(panic_window_ids=(WindowId("w1"),), lines=(line(GENERAL, 1),))
    assert heard(NOBODY, both) == [Cue.HELP]
