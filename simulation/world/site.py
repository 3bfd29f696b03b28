"""What every machine of a simulated hall shares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from contract.hall import HallFile
from contract.ids import DeviceId, ZoneId
from contract.messages.commands import AnyCommand
from display.core.utterance import Announcement
from journal import AnswerRow, EventRow
from kiosk.core.slip import Slip
from messaging import LinkState
from simulation.world.agenda import Agenda
from simulation.world.calm import Calm
from simulation.world.client import Client
from simulation.world.clock import MachineClock
from simulation.world.message import Message
from simulation.world.network import Network


class Witness(Protocol):
    """Sees everything that happens, and may judge it."""

    def crashed(self, device_id: DeviceId, error: Exception) -> None:
        """A program ended by a fault of its own."""

    def committed(self, events: Sequence[EventRow], answers: Sequence[AnswerRow]) -> None:
        """A transaction is durable."""

    def said(self, device_id: DeviceId, message: Message) -> None:
        """A program published something."""

    def spoke(self, owner: str) -> None:
        """A process that owns the hall, as it believes, published something."""

    def asked(self, device_id: DeviceId, command: AnyCommand) -> None:
        """A program made a command, which it may send more than once."""

    def pressed_offline(self, device_id: DeviceId, command: AnyCommand) -> None:
        """A panel made a command of a key that was pressed while its line was down."""

    def given_alone(self, kiosk_id: DeviceId, slip: Slip) -> None:
        """A kiosk has given a ticket without the coordinator, and begins to print it."""

    def paper_out(self, kiosk_id: DeviceId, slip: Slip) -> None:
        """A paper came out of a printer."""

    def spoken(self, display_id: DeviceId, zone_id: ZoneId, call: Announcement) -> None:
        """A voice began to say a call."""


@dataclass(frozen=True)
class Site:
    """The hall's file, the time, chance, the network, and who watches."""

    file: HallFile
    agenda: Agenda
    random: Random
    network: Network
    witness: Witness
    calm: Calm

    def client(
        self,
        device_id: DeviceId,
        clock: MachineClock,
        on_link: Callable[[LinkState], object],
        *,
        keeps: bool = False,
    ) -> Client:
        """Return a line to the broker for one run of a program."""
        return Client(
            self.network,
            clock,
            hall_id=self.file.hall.id,
            device_id=device_id,
            on_link=on_link,
            witness=self.witness.said,
            keeps=keeps,
        )

    def chance(self, share: float) -> bool:
        """Return True as often as `share` says."""
        return self.random.random() < share
