"""The coordinator as a device among others: its status, and its one fault."""

from typing import Final

from contract import topics
from contract.ids import HallId
from contract.messages.devices import DeviceStatus
from coordinator.service.ports import Clock
from messaging import Connection, Fault
from messaging.faults import FaultBook

JOURNAL_UNAVAILABLE: Final = "journal.unavailable"
_HINT: Final = (
    "No ticket is given and nobody is called until the journal can be written. Make room on the "
    "coordinator's disk, or bring the database back; nothing that was answered is lost."
)


class CoordinatorStatus:
    """The `Alarms` of the service, published as the contract has it for every device."""

    def __init__(
        self, connection: Connection, hall_id: HallId, clock: Clock, *, program: str, version: str
    ) -> None:
        self._connection = connection
        self._hall_id = hall_id
        self._clock = clock
        self._program = program
        self._version = version
        self._faults = FaultBook(topics.COORDINATOR_DEVICE)

    def journal(self, why: str | None) -> None:
        """Raise or end the alarm about the journal."""
        faults = {} if why is None else {JOURNAL_UNAVAILABLE: Fault(why, _HINT)}
        alarms = self._faults.update(faults, self._clock.now_ms())
        for alarm in alarms:
            self._connection.publish(self._topic(topics.DEVICE_ALARM), alarm)
        if alarms:
            self._publish_status()

    def connected(self) -> None:
        """Tell a new line how we are."""
        self._publish_status()
        for alarm in self._faults.standing(self._clock.now_ms()):
            self._connection.publish(self._topic(topics.DEVICE_ALARM), alarm)

    def _publish_status(self) -> None:
        codes = self._faults.codes
        status = DeviceStatus(
            device_id=topics.COORDINATOR_DEVICE,
            state="degraded" if codes else "online",
            at_ms=self._clock.now_ms(),
            program=self._program,
            version=self._version,
            faults=codes,
        )
        self._connection.publish(self._topic(topics.DEVICE_STATUS), status, retain=True)

    def _topic(self, family: topics.Topic) -> str:
        return family.of(self._hall_id, device=topics.COORDINATOR_DEVICE)
