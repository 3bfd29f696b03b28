"""Bugs to be planted: each one breaks a promise that some checker must find."""

from collections.abc import Mapping
from typing import Final

from tests.simulation.plants.calendar import CALENDAR
from tests.simulation.plants.deciding import DECIDING
from tests.simulation.plants.devices import DEVICES
from tests.simulation.plants.plant import Plant
from tests.simulation.plants.rooms import ROOMS
from tests.simulation.plants.sharing import SHARING
from tests.simulation.plants.telling import TELLING
from tests.simulation.plants.windows import WINDOWS

PLANTS: Final[Mapping[str, Plant]] = {
    **DECIDING,
    **DEVICES,
    **SHARING,
    **CALENDAR,
    **WINDOWS,
    **ROOMS,
    **TELLING,
}
