"""The simulated scanner, worked by hand."""

from collections.abc import Sequence
from datetime import date
from random import Random

from simulation.by_hand.instrument import Surroundings
from simulation.by_hand.order import Order
from simulation.devices.passports import draw_passport, misread
from simulation.devices.scanner import SUFFIXES, SimScanner


class ScannerOnTheBench:
    """A scanner of codes and documents; the passports are of people who do not exist."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.device = SimScanner()

    @property
    def orders(self) -> Sequence[Order]:
        return (
            Order("code", "hold a code before it: the ticket's or the appointment's", self._code),
            Order("held", "hold it there for long: it is read five times", self._held),
            Order("passport", "lay a passport on it, line by line", self._passport),
            Order("passport-at-once", "the same, both lines as one text", self._at_once),
            Order("misread-passport", "one digit of it is read wrong", self._misread),
            Order("half-passport", "the second line never comes", self._half),
            Order("noise", "bytes that are no text", self._noise),
            Order("endless", "a text without an end", self._endless),
            Order("suffix", f"what ends a code: {', '.join(SUFFIXES)}", self._suffix),
            Order("prefix", "what comes before each code", self._prefix),
            Order("drip", "so long between bytes; 0: at once", self._drip),
        )

    def face(self) -> str:
        """Return how often it has beeped, and how it is set up."""
        return f"read so far: {self.device.scanned}   ends with: {self.device.suffix!r}"

    def _code(self, text: str) -> None:
        self.device.hold(text)

    def _held(self, text: str) -> None:
        self.device.hold(text, times=5)

    def _passport(self) -> None:
        self.device.hold_document(_draw())

    def _at_once(self) -> None:
        self.device.hold_document(_draw(), at_once=True)

    def _misread(self) -> None:
        self.device.hold_document(misread(_draw()))

    def _half(self) -> None:
        self.device.hold_document(_draw()[:1])

    def _noise(self) -> None:
        self.device.make_noise(bytes(range(128, 160)) + b"\r")

    def _endless(self) -> None:
        self.device.make_noise(b"X" * 4000)

    def _suffix(self, suffix: str) -> None:
        if suffix not in SUFFIXES:
            raise ValueError(f'there is no "{suffix}"')
        self.device.suffix = SUFFIXES[suffix]

    def _prefix(self, prefix: str = "") -> None:
        self.device.prefix = prefix.encode()

    def _drip(self, seconds: float) -> None:
        self.device.drip_s = max(0.0, seconds)


def make(around: Surroundings) -> ScannerOnTheBench:
    """Return a scanner that ends each code with CR."""
    return ScannerOnTheBench(around)


def _draw() -> tuple[str, str]:
    return draw_passport(Random(), date.today())  # noqa: DTZ011 - the citizen's calendar
