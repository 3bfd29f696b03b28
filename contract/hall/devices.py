"""The devices of a hall file: kiosks, panels, displays, and what hangs on their wires."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Field

from contract.hall.entry import Entry, Id, Seconds, whole
from contract.ids import ClerkId, DeviceId, GroupId, WindowId, ZoneId
from contract.text import Text

Name = Annotated[str, Field(min_length=1, max_length=60)]
Url = Annotated[str, Field(min_length=1, max_length=200)]


class Wired(Entry):
    """What hangs on a wire: where, and which maker's it is. `hallcall check` knows the profiles."""

    url: Url
    """ "/dev/ttyUSB0", "/dev/usb/lp0" or "socket://10.0.0.7:9100"."""
    baud: Annotated[int, whole(1200, 921_600)] | None = None
    """Left out, the profile's own."""
    profile: Name
    options: dict[str, Any] = Field(default_factory=dict)
    """What the profile lets one set."""


class Printer(Wired):
    """A ticket printer."""

    profile: Name = "escpos"
    dots: Literal[384, 576] = 576
    """Width of the print head: 576 for 80 mm paper, 384 for 58 mm."""
    cjk: Literal["raster", "gbk", "utf8"] = "raster"
    """Chinese as pictures (every printer), or as characters (faster, if the printer has them)."""
    qr: Literal["native", "raster"] = "native"


class CardReader(Wired):
    """An ID-card reader."""

    profile: Name = "sam-v"


class Scanner(Wired):
    """A scanner of codes: tickets, appointments, and perhaps documents."""

    profile: Name = "serial-scanner"
    documents: bool = False
    """It reads the lines of passports and travel permits, too, and visitors are told so."""


class Alone(Entry):
    """The numbers of each of its series that a kiosk gives when it cannot reach the coordinator.

    Nobody else ever gives them, so there is nothing to agree about.
    """

    first: Annotated[int, whole(0, 9999)]
    last: Annotated[int, whole(0, 9999)]
    warn_left: Annotated[int, whole(0, 9999)] = 10
    """So few left of a series is a fault that the technician hears of."""

    def has(self, position: int) -> bool:
        """Tell whether the number at this position of a series is the kiosk's own."""
        return self.first <= position <= self.last


class Kiosk(Entry):
    id: Annotated[DeviceId, Id]
    zone: ZoneId
    groups: tuple[GroupId, ...] = ()
    """What it offers; empty for everything."""
    idle_s: Seconds = 60
    """Without a touch for so long, it goes home and forgets the visitor."""
    comfort_idle_s: Seconds = 180
    """So long instead, for whoever has asked for more time, or for larger or lower buttons."""
    screen_inches: Annotated[float, Field(ge=5, le=120)] | None = None
    """Diagonal of its screen: nothing to touch is then smaller than 20 mm."""
    printer: Printer
    card_reader: CardReader | None = None
    scanner: Scanner | None = None
    screen_saver_min: Annotated[int, whole(1, 240)] | None = None
    """After so many minutes without a touch the screen rests and shows the hall's notices."""
    guidance: bool = False
    """There is a loudspeaker and a keypad: F1 or * begins to speak the screens."""
    headphones: bool = False
    """Only its own visitor hears it, so what is typed may be spoken."""
    reader_side: Literal["left", "right", "below"] | None = None
    """Where cards are laid, as seen before the screen: shown where somebody says who one is."""
    alone: Alone | None = None
    """Left out, it gives no tickets without the coordinator."""


RatingLevel = Annotated[int, whole(1, 5)]


class Keypad(Wired):
    """Call keypad and rating keypad of a window, on one bus."""

    profile: Name = "rs485-21key"
    call_address: Annotated[int, whole(0, 254)] | None = None
    rating_address: Annotated[int, whole(0, 254)] | None = None
    rating_levels: Annotated[tuple[RatingLevel, ...], Field(min_length=1)] = (5, 4, 3, 2, 1)
    """The level each key of the rating keypad means, the first key first."""


class CallerPanel(Entry):
    id: Annotated[DeviceId, Id]
    window: WindowId
    keypad: Keypad | None = None
    screen_rating: bool = False
    """Citizens rate on the panel's own screen, turned to them; for a window without the keypad."""
    panel: bool = True
    """Whether there is a PC with a panel; if not, `hallcall keypads` works the window's keypads."""
    clerk: ClerkId | None = None
    """Who works at a window without a panel: signed in by the first call of the day."""


Direction: TypeAlias = Literal[
    "left", "right", "up", "down", "up-left", "up-right", "down-left", "down-right"
]


SoundDevice = Annotated[str, Field(pattern=r"^(default|(alsa|pulse|pipewire):[^\s]{1,200})$")]
"""`default`, or which program's device: `alsa:plughw:1,0`, `pulse:NAME`, `pipewire:NAME`."""


class Display(Entry):
    """A screen: a board shows a zone, a window display one window. Either may speak the calls."""

    id: Annotated[DeviceId, Id]
    kind: Literal["board", "window"]
    zone: ZoneId
    window: WindowId | None = None
    voice: bool = False
    languages: Annotated[tuple[Literal["zh", "en"], ...], Field(min_length=1)] = ("zh", "en")
    """What is spoken, one after the other."""
    loudspeakers: Mapping[ZoneId, SoundDevice] = {}
    """Which zones it speaks through which sound devices of its machine; left out, its own zone
    through the one that is there."""
    directions: Mapping[Direction, tuple[WindowId, ...]] = {}
    """Which windows lie where for one who looks at the board, as the arrow beside a call points."""
    pictures: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """A folder, named from where the hall file lies: its pictures and videos are shown beside the
    calls."""
    picture_s: Annotated[int, whole(5, 600)] = 15
    """So long each picture."""
    video_s: Annotated[int, whole(5, 3600)] = 300
    """A video is shown to its end, but no longer than this."""

    @property
    def spoken_through(self) -> Mapping[ZoneId, str]:
        """The device of each zone it speaks."""
        return self.loudspeakers or {self.zone: "default"}

    @cached_property
    def direction_of(self) -> Mapping[WindowId, Direction]:
        """Where each window lies; those of which nothing is said are left out."""
        return {window: way for way, windows in self.directions.items() for window in windows}


def _known_places(text: Text) -> Text:
    for words in text.words.values():
        try:
            words.format(number="A001", window=1)
        except (LookupError, ValueError, AttributeError):
            raise ValueError(
                f'"{words}": only {{number}} and {{window}} may stand in braces'
            ) from None
    return text


Template = Annotated[Text, AfterValidator(_known_places)]


class Bar(Wired):
    """An LED bar over a window, or one that shows the calls of a zone; `hallcall led` draws it."""

    id: Annotated[DeviceId, Id]
    zone: ZoneId
    window: WindowId | None = None
    """Left out, it shows the calls of the zone, the newest in the first row."""
    profile: Name = "onbon-6k"
    address: Annotated[int, whole(0, 0x7FFF)] | None = None
    """Its own, where several hang on one line."""
    width: Annotated[int, whole(8, 4096)] = 128
    """In dots, as the height."""
    height: Annotated[int, whole(8, 1024)] = 32
    rows: Annotated[int, whole(1, 8)] = 1
    languages: Annotated[tuple[Literal["zh", "en"], ...], Field(min_length=1)] = ("zh",)
    """What is shown, one after the other."""
    called: Template = Text(zh="请{number}到{window}号窗口", en="{number} to window {window}")
    serving: Template = Text(zh="{number}", en="{number}")
    idle: Template = Text(zh="热情为您服务", en="Welcome")
    closed: Template = Text(zh="暂停服务", en="Closed")
    stale: Template = Text(zh="请稍候", en="Please wait")
    """Shown when nobody knows whether the rest is still true."""
    flash_s: Annotated[int, whole(0, 30)] = 3
    """A new call flashes for so long, and stands then."""
