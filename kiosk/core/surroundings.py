"""What is around a visit: the hall's lines, the kiosk's devices, and what is wrong with either."""

from collections.abc import Mapping
from typing import Final

from kiosk.core.catalog import Catalog
from kiosk.core.giving import Giving
from kiosk.core.own_devices import OwnDevices
from kiosk.core.patience import Patience
from kiosk.core.ports import Clock, HallLine
from kiosk.core.queues import Queues
from kiosk.core.situation import Situation
from kiosk.core.visit import Visit
from messaging import Fault


class Surroundings:
    """Knows how things are, and tells the hall what is wrong."""

    def __init__(
        self, catalog: Catalog, giving: Giving, line: HallLine, clock: Clock, *, knows_persons: bool
    ) -> None:
        self._catalog = catalog
        self._giving = giving
        self._line = line
        self._clock = clock
        self._knows_persons = knows_persons
        self.queues: Final = Queues()
        self.devices: Final = OwnDevices(catalog.kiosk)
        self.faults: Mapping[str, Fault] = {}

    def report_faults(self) -> None:
        """Tell the hall if something else is wrong than before."""
        faults = {**self.devices.faults(), **self._giving.faults()}
        if faults != self.faults:
            self.faults = faults
            self._line.report_faults(faults)

    def situation(self, visit: Visit, patience: Patience) -> Situation:
        """Return all that a screen depends on, now."""
        now_ms = self._clock.now_ms()
        return Situation(
            catalog=self._catalog,
            watch=self._giving.watch,
            queues=self.queues,
            visit=visit,
            printer=self.devices.printer,
            card_reader=self.devices.card_reader,
            scanner=self.devices.scanner,
            alone=self._giving.alone,
            works_alone=self._giving.works_alone,
            doubled=self._giving.doubled,
            knows_persons=self._knows_persons,
            now_ms=now_ms,
            idle_left_s=patience.idle_left_s(visit, now_ms),
        )
