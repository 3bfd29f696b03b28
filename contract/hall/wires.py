"""Everything of a hall file that hangs on a wire."""

from collections.abc import Iterator
from dataclasses import dataclass

from contract.hall.devices import CallerPanel, Kiosk, Wired
from contract.hall.lines import Path
from contract.hall.model import HallFile
from contract.ids import DeviceId


@dataclass(frozen=True)
class Wire:
    """One entry: whose it is, under which key, and where it stands in the file."""

    device_id: DeviceId
    key: str
    """The kind of what hangs there, as "printer"."""
    entry: Wired
    path: Path

    @property
    def words(self) -> str:
        return f"{self.key.replace('_', ' ')} of {self.device_id}"


def wires(hall: HallFile) -> Iterator[Wire]:
    """Yield every wire, in the order of the file's tables."""
    tables: dict[str, tuple[Kiosk | CallerPanel, ...]] = {
        "kiosk": hall.kiosk,
        "caller": hall.caller,
    }
    for table, devices in tables.items():
        for index, device in enumerate(devices):
            for key in type(device).model_fields:
                entry = getattr(device, key)
                if isinstance(entry, Wired):
                    yield Wire(device.id, key, entry, (table, index, key))
    for index, bar in enumerate(hall.bar):
        yield Wire(bar.id, "bar", bar, ("bar", index))
