"""What a profile says: everything the hall has to know of a maker's device."""

from abc import ABC
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Final, Generic, TypeAlias, TypeVar

from hardware.errors import DeviceError
from hardware.escpos.document import DocumentEncoder, PaperFormat
from hardware.escpos.fonts import FontBook
from hardware.idcard.events import CardEvent
from hardware.keypad.events import KeypadEvent
from hardware.profiles.options import OptionProblem, Options, read_options
from hardware.profiles.probing import Probe
from hardware.roles import Bar, CardReader, KeypadBus, Printer, Scanner, SlipEncoder
from hardware.scanner.events import ScannerEvent

UsbId: TypeAlias = tuple[int, int]
"""Vendor and product, as `(0x04B8, 0x0E28)`."""

DEFAULT_BAUD: Final = 9_600


class Kind(StrEnum):
    """The kinds of device a hall file can have. The value is the key there."""

    PRINTER = "printer"
    CARD_READER = "card_reader"
    SCANNER = "scanner"
    KEYPAD = "keypad"
    BAR = "bar"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class ProfileError(DeviceError):
    """The hall file names a profile or an option that there is not; or a package is broken."""


@dataclass(frozen=True, kw_only=True)
class Wiring:
    """Where a device hangs. `baud` is for serial ports only."""

    url: str
    baud: int


O_ = TypeVar("O_", bound=Options)


@dataclass(frozen=True, kw_only=True)
class Profile(ABC, Generic[O_]):
    """One maker's device, or one protocol that several makers speak.

    Attributes:
        name: as in the hall file: `profile = "escpos"`.
        what: what it is, in words for a technician; a few of the models it is known to fit.
        options: what the hall file may set.
        baud: the speed if the hall file gives none.
        needs_port: False for what has no port of its own, as a scanner that types.
        usb_ids: by which it is recognised before anything is asked.
        probe: how to recognise it; None if there is nothing harmless to ask.
        simulator: its far end as "module:attribute", a `SimulatorFactory`; None if there is none.
    """

    kind: ClassVar[Kind]

    name: str
    what: str
    options: type[O_]
    baud: int = DEFAULT_BAUD
    needs_port: bool = True
    usb_ids: frozenset[UsbId] = frozenset()
    probe: Probe | None = None
    simulator: str | None = None

    def wiring(self, url: str, baud: int | None) -> Wiring:
        """Return where the device hangs, at the profile's speed unless another is given."""
        return Wiring(url=url, baud=self.baud if baud is None else baud)

    def problems(self, given: Mapping[str, Any]) -> list[OptionProblem]:
        """Return all that is wrong with the options of a hall file."""
        read = read_options(self.options, given)
        return read if isinstance(read, list) else []

    def read(self, given: Mapping[str, Any]) -> O_:
        """Return the options of a hall file. Raises `ProfileError` that says what is allowed."""
        read = read_options(self.options, given)
        if isinstance(read, list):
            path, problem = read[0]
            where = ".".join(map(str, ("options", *path)))
            raise ProfileError(f'{self.kind.words} "{self.name}": {where}: {problem}')
        return read


@dataclass(frozen=True, kw_only=True)
class PrinterProfile(Profile[O_]):
    """A ticket printer."""

    kind = Kind.PRINTER

    open: Callable[[Wiring, O_], Printer]
    encoder: Callable[[PaperFormat, FontBook], SlipEncoder] = DocumentEncoder


@dataclass(frozen=True, kw_only=True)
class CardReaderProfile(Profile[O_]):
    """A reader of ID cards."""

    kind = Kind.CARD_READER

    open: Callable[[Wiring, O_, Callable[[CardEvent], None]], CardReader]


@dataclass(frozen=True, kw_only=True)
class ScannerProfile(Profile[O_]):
    """A scanner of codes."""

    kind = Kind.SCANNER

    open: Callable[[Wiring, O_, Callable[[ScannerEvent], None]], Scanner]


@dataclass(frozen=True, kw_only=True)
class Keypads:
    """The keypads of a window: what the hall file says of them, whoever makes them."""

    addresses: Collection[int]
    rating_levels: Mapping[int, int]
    """From the index of a rating key to the level it means, 5 the best."""
    rating_window_s: float


@dataclass(frozen=True, kw_only=True)
class KeypadProfile(Profile[O_]):
    """Call and rating keypads on one bus."""

    kind = Kind.KEYPAD

    open: Callable[[Wiring, O_, Keypads, Callable[[KeypadEvent], None]], KeypadBus]


@dataclass(frozen=True, kw_only=True)
class BarPlace:
    """A bar as the hall file describes it, whoever makes it. `width` and `height` in dots."""

    width: int
    height: int
    rows: int = 1
    address: int | None = None
    """Its own, where several hang on one line."""


@dataclass(frozen=True, kw_only=True)
class BarProfile(Profile[O_]):
    """An LED bar or board. Several may hang on one line: `LedLine` opens it, and serves them."""

    kind = Kind.BAR

    open: Callable[[Wiring, O_, BarPlace], Bar]
    """Raises `ProfileError` for a bar that cannot be so."""


AnyProfile: TypeAlias = (
    PrinterProfile[Any]
    | CardReaderProfile[Any]
    | ScannerProfile[Any]
    | KeypadProfile[Any]
    | BarProfile[Any]
)
