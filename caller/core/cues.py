"""When a panel makes itself heard: a clerk looks at citizens and papers, not at the panel. Pure."""

from collections.abc import Collection
from enum import Enum
from typing import Final

from caller.core.actions import Situation, situation, somebody_waits, somebody_wants_help
from contract.ids import EpochMs
from contract.messages.state import PanelState

AGAIN_MS: Final = 10_000
"""Who wants help is heard so often until somebody has said that it is coming."""


class Cue(Enum):
    """The values are those of `sounds` in the hall file's `[desk]`."""

    HELP = "help"
    WAITING = "waiting"


class Cues:
    """Tells what is to be heard now. One for each panel."""

    def __init__(self, wanted: Collection[str]) -> None:
        self._wanted = wanted
        self._called_at_ms: EpochMs | None = None
        """When help was last heard of; None while nobody wants any."""
        self._somebody_waited: bool | None = None
        """None before the first look: who waits then is no news."""

    def due(self, panel: PanelState | None, now_ms: EpochMs) -> Cue | None:
        """Return what is to be heard; called often, and each cue is told once."""
        if panel is None:
            return None
        found = [cue for cue in (self._help(panel, now_ms), self._waiting(panel)) if cue]
        return next((cue for cue in found if cue.value in self._wanted), None)

    def _help(self, panel: PanelState, now_ms: EpochMs) -> Cue | None:
        if not somebody_wants_help(panel):
            self._called_at_ms = None
            return None
        if self._called_at_ms is not None and abs(now_ms - self._called_at_ms) < AGAIN_MS:
            return None
        self._called_at_ms = now_ms
        return Cue.HELP

    def _waiting(self, panel: PanelState) -> Cue | None:
        """Somebody waits, where nobody did, for a clerk who has nobody at the window."""
        before = self._somebody_waited
        self._somebody_waited = somebody_waits(panel)
        is_free = situation(panel) is Situation.FREE
        return Cue.WAITING if before is False and self._somebody_waited and is_free else None
