"""Somebody who only listens, as supervision does: with a session that outlives its connections."""

from contract import topics
from contract.ids import OBSERVER_DEVICE
from contract.messages.events import HallEvent
from messaging import LinkState
from simulation.world.clock import MachineClock
from simulation.world.message import Message
from simulation.world.site import Site


class ObserverMachine:
    """Notes every event that it hears of, be it twice.

    Attributes:
        heard: the kind of the event at each position of the journal.
    """

    def __init__(self, site: Site) -> None:
        self.heard: dict[int, str] = {}
        clock = MachineClock(site.agenda, OBSERVER_DEVICE)
        self._client = site.client(OBSERVER_DEVICE, clock, self._on_link, keeps=True)
        self._client.subscribe(topics.EVENT.of(site.file.hall.id), self._on_event)

    def start(self) -> None:
        """Begin to listen."""
        self._client.start()

    def _on_link(self, state: LinkState) -> None:
        """It waits for the line as long as it takes."""

    def _on_event(self, message: Message) -> None:
        event: HallEvent = message.read(topics.EVENT)
        self.heard[event.position] = event.kind
