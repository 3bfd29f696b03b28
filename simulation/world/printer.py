"""A ticket printer and what can go wrong with a paper."""

from collections.abc import Callable
from typing import Final

from kiosk.core.equipment import Paper, PrinterHealth, PrinterTrouble
from kiosk.core.slip import Slip
from simulation.world.site import Site

PRINTS_MS: Final = (1_500, 4_000)


class SimulatedPrinter:
    """Prints one slip at a time. It outlives the program that uses it.

    Attributes:
        has_paper: the roll is not used up.
        mute: it prints, or does not, and says nothing about it.
    """

    def __init__(self, site: Site) -> None:
        self.has_paper = True
        self.mute = False
        self._site = site

    @property
    def health(self) -> PrinterHealth:
        """What it says of itself."""
        return PrinterHealth() if self.has_paper else PrinterHealth(PrinterTrouble.PAPER_OUT)

    def print(
        self,
        slip: Slip,
        came_out: Callable[[Slip], object],
        done: Callable[[Slip, Paper], object],
    ) -> None:
        """Begin to print; tell whoever stands there of the paper, and the program of the end."""
        after_ms = self._site.random.uniform(*PRINTS_MS)
        self._site.agenda.after(after_ms, self._end, slip, came_out, done)

    def _end(
        self,
        slip: Slip,
        came_out: Callable[[Slip], object],
        done: Callable[[Slip, Paper], object],
    ) -> None:
        if not self.has_paper:
            done(slip, Paper.NOT_PRINTED)
            return
        if not self.mute or self._site.chance(0.5):
            came_out(slip)
        done(slip, Paper.UNCERTAIN if self.mute else Paper.PRINTED)
