"""What a technician sees, who has knocked at the hall's name and knows the code."""

from dataclasses import dataclass

from kiosk.core.screens.page import VisitorPage


@dataclass(frozen=True, kw_only=True)
class TechnicianCode(VisitorPage):
    """Asks for the code. `typed` is how many digits; `locked_s`: so long no further try counts."""

    typed: int
    wrong: bool
    locked_s: int


@dataclass(frozen=True)
class DeviceRow:
    """A device of the kiosk; `state` is a key."""

    device: str
    state: str


@dataclass(frozen=True)
class FaultRow:
    """A fault that stands, in the words that the supervisor's screen has too."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class CounterRow:
    name: str
    value: int


@dataclass(frozen=True, kw_only=True)
class Technician(VisitorPage):
    """How the kiosk is.

    Attributes:
        link: the state of the line, a key; `link_minutes` since when, `link_detail` what is wrong.
        clock_ahead_s: the hall's clock is so far ahead of this machine's.
        test: what became of the test print, a key; "" before it.
        log: the last lines, the newest last.
    """

    kiosk_id: str
    link: str
    link_minutes: int
    link_detail: str
    clock_ahead_s: float
    devices: tuple[DeviceRow, ...]
    faults: tuple[FaultRow, ...]
    counters: tuple[CounterRow, ...]
    test: str
    versions: tuple[str, ...]
    log: tuple[str, ...]
