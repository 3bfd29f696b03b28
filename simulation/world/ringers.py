"""People at kiosks who want a person, and the staff who go to some of them."""

from random import Random
from typing import Final

from simulation.world.kiosk import KioskMachine
from simulation.world.panel import PanelMachine
from simulation.world.site import Site

RING_MS: Final = (10_000, 120_000)
GO_MS: Final = (5_000, 900_000)


class Ringers:
    """Ring at one kiosk or another, and press "I go" at one panel or another, both now and then."""

    def __init__(
        self, site: Site, kiosks: list[KioskMachine], panels: list[PanelMachine], random: Random
    ) -> None:
        self._site = site
        self._kiosks = kiosks
        self._panels = panels
        self._random = random

    def begin(self) -> None:
        """Let both happen again and again from now on."""
        self._site.agenda.after(self._random.uniform(*RING_MS), self._ring)
        self._site.agenda.after(self._random.uniform(*GO_MS), self._go)

    def _ring(self) -> None:
        kiosk = self._random.choice(self._kiosks)
        if not self._site.calm.on:
            for touch in ("help", "ring", "ring", "done"):
                kiosk.touch(touch)
        self._site.agenda.after(self._random.uniform(*RING_MS), self._ring)

    def _go(self) -> None:
        rung = [each for each in self._panels if each.panel and each.panel.ringing_kiosk_ids]
        if rung and not self._site.calm.on:
            machine = self._random.choice(rung)
            if machine.run is not None:
                machine.press(machine.run.desk.send_help)
        self._site.agenda.after(self._random.uniform(*GO_MS), self._go)
