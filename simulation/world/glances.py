"""Somebody looks around now and then: what cannot be believed must not look as if it could."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from contract.ids import DeviceId
from simulation.checkers.verdict import Accuse
from simulation.world.agenda import Agenda
from simulation.world.display import DisplayMachine
from simulation.world.panel import PanelMachine

PROMISE: Final = "what may be old says so"
EVERY_MS: Final = 7_000
DOWN_MS: Final = 5_000
"""A line that is back sooner was never gone for those who look."""


class Glances:
    """Looks at displays and panels whose line is down."""

    def __init__(
        self,
        agenda: Agenda,
        displays: Sequence[DisplayMachine],
        panels: Sequence[PanelMachine],
        accuse: Accuse,
        clocks_wrong: Callable[[], Collection[DeviceId]],
    ) -> None:
        self._agenda = agenda
        self._displays = displays
        self._panels = panels
        self._accuse = accuse
        self._clocks_wrong = clocks_wrong

    def begin(self) -> None:
        """Look, again and again."""
        self._agenda.after(EVERY_MS, self._look)

    def _look(self) -> None:
        since_ms, wrong = self._agenda.now_ms - DOWN_MS, self._clocks_wrong()
        for machine in self._displays:
            down_ms = machine.down_since_ms
            if down_ms is None or down_ms >= since_ms or machine.entry.id in wrong:
                continue
            if machine.looks_fresh:
                self._accuse(PROMISE, f"{machine.entry.id} is cut off, and looks as always")
        for panel in self._panels:
            down_ms = panel.down_since_ms
            if down_ms is not None and down_ms < since_ms and panel.panel is not None:
                self._accuse(PROMISE, f"{panel.entry.id} is cut off, and offers to call")
        self._agenda.after(EVERY_MS, self._look)
