"""Call and rating keypads with the 21-key protocol, several on one RS-485 bus."""

from collections.abc import Callable
from typing import Annotated, Final

from pydantic import Field

from hardware.keypad.codec import Frame, FrameDecoder
from hardware.keypad.driver import KeypadBus
from hardware.keypad.events import KeypadEvent
from hardware.keypad.settings import KeypadSettings
from hardware.profiles.options import Options
from hardware.profiles.probing import Probe
from hardware.profiles.profile import KeypadProfile, Keypads, Wiring

USUAL: Final = KeypadSettings()
Seconds = Annotated[float, Field(gt=0, le=10)]


class BusOptions(Options):
    repeat_gap_s: Seconds = Field(
        default=USUAL.repeat_gap_s, description="a key that comes again so soon is the same press"
    )
    stuck_repeats: Annotated[int, Field(ge=6, le=1000)] = Field(
        default=USUAL.stuck_repeats, description="repeated more often, a key is stuck"
    )
    echo_s: Seconds = Field(
        default=USUAL.echo_s, description="so late an adapter gives our own bytes back"
    )
    turnaround_s: Seconds = Field(default=USUAL.turnaround_s, description="silence before we speak")


def open_bus(
    wiring: Wiring,
    options: BusOptions,
    keypads: Keypads,
    on_event: Callable[[KeypadEvent], None],
) -> KeypadBus:
    settings = KeypadSettings(
        baud=wiring.baud,
        rating_levels=keypads.rating_levels,
        rating_window_s=keypads.rating_window_s,
        repeat_gap_s=options.repeat_gap_s,
        stuck_repeats=options.stuck_repeats,
        echo_s=options.echo_s,
        turnaround_s=options.turnaround_s,
    )
    return KeypadBus(wiring.url, keypads.addresses, on_event, settings)


def recognise(data: bytes) -> str | None:
    frames = [item for item in FrameDecoder().feed(data) if isinstance(item, Frame)]
    addresses = sorted({frame.address for frame in frames})
    return f"keypad at address {', '.join(map(str, addresses))}" if addresses else None


PROFILE: Final = KeypadProfile(
    name="rs485-21key",
    what="call and rating keypads with the 21-key protocol on RS-485",
    options=BusOptions,
    baud=9_600,
    open=open_bus,
    # Never asked: who speaks unasked on a bus disturbs whoever speaks at that moment.
    probe=Probe(bauds=(9_600,), hear=recognise),
    simulator="simulation.by_hand.keypads:make",
)
