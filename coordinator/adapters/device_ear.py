"""What the devices of the hall say of themselves, as the broker retains it."""

from collections.abc import Callable

import structlog

from contract import topics
from contract.ids import DeviceId
from contract.messages.base import MalformedMessage, decode
from contract.messages.devices import DeviceStatus
from coordinator.domain.alarms.readings import Device
from messaging import Incoming

log = structlog.get_logger("coordinator")


class DeviceEar:
    """Reads statuses and hands them on. Which device it is says the topic, not the message."""

    def __init__(self, hear: Callable[[DeviceId, Device], object]) -> None:
        self._hear = hear

    def receive(self, incoming: Incoming) -> None:
        """Take one message of a status topic."""
        levels = topics.DEVICE_STATUS.levels(incoming.topic) or {}
        try:
            status: DeviceStatus = decode(incoming.payload, DeviceStatus)
        except MalformedMessage as error:
            log.warning("status.malformed", topic=incoming.topic, why=str(error))
            return
        device = Device(online=status.state != "offline", faults=status.faults)
        self._hear(DeviceId(levels.get("device", "")), device)
