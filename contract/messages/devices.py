"""How the programs and the devices behind them are."""

from typing import Literal, TypeAlias

from msgspec import field

from contract.ids import DeviceId
from contract.messages.base import Count, GivenMs, Message

DeviceState: TypeAlias = Literal["online", "degraded", "offline"]


class DeviceStatus(Message, frozen=True):
    """Retained. "offline" is also the device's last will: the broker says it when the line dies."""

    device_id: DeviceId
    state: DeviceState
    at_ms: GivenMs
    program: str
    version: str
    instance: str = ""
    """Made anew at each start: two devices that share an id by mistake differ here."""
    faults: tuple[str, ...] = ()
    """Codes of the alarms that stand now, as "printer.paper_out"."""
    counters: dict[str, Count] = field(default_factory=dict)
    """What its devices have done, as {"tickets_since_roll": 212}; empty while it is offline."""


class DeviceAlarm(Message, frozen=True):
    """A fault began or ended at a device."""

    device_id: DeviceId
    code: str
    raised: bool
    at_ms: GivenMs
    message: str
    hint: str
    """What the technician can do: "open the cover and put in a roll of 80 mm paper"."""
