"""The heartbeats that a machine has heard: hundreds hear each one, and few of them look at once."""

from typing import Final

from contract import topics
from contract.ids import EpochMs
from messaging import HallWatch
from simulation.world.clock import MachineClock
from simulation.world.message import Message

KEPT: Final = 3


class Beats:
    """Keeps what a watch would judge by: the first since it was told last, and the last two."""

    def __init__(self, clock: MachineClock) -> None:
        self._clock = clock
        self._heard: list[tuple[EpochMs, Message]] = []

    def hear(self, message: Message) -> None:
        """A heartbeat comes."""
        heard, beat = self._heard, (self._clock.now_ms(), message)
        if len(heard) < KEPT:
            heard.append(beat)
        else:
            heard[1:] = heard[-1], beat

    def tell(self, watch: HallWatch) -> None:
        """Let a watch have them, before it is asked anything, or told anything else."""
        heard, self._heard = self._heard, []
        for at_ms, beat in heard:
            watch.on_hall(beat.read(topics.HALL), at_ms)
