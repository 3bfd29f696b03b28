"""LED bars with Onbon cards, BX-5K and BX-6K: the families differ in what they hold."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Final, Literal

from pydantic import Field

from hardware.led.areas import BX_5K, BX_6K, Family, LayoutProblem
from hardware.led.codec import ANSWERING_BROADCAST, Frame, FrameDecoder
from hardware.led.commands import (
    BRIGHTNESS_MAX,
    CardFacts,
    Done,
    Reply,
    ask_facts,
    ping,
    read_reply,
)
from hardware.led.onbon import OnbonBar, OnbonOptions
from hardware.led.settings import LedSettings
from hardware.led.text import Charset
from hardware.profiles.options import Options
from hardware.profiles.probing import Probe, await_reply
from hardware.profiles.profile import BarPlace, BarProfile, ProfileError, Wiring
from hardware.transport import Transport

BAUDS: Final = (9_600, 57_600)
TCP_PORT: Final = 5005
PROBE_TIMEOUT_S: Final = 1.0
USUAL: Final = LedSettings()


class OnbonBarOptions(Options):
    charset: Charset = Field(default="gbk", description="what the card's Chinese font holds")
    colour: Literal["red", "green", "yellow"] | None = Field(
        default=None, description="on screens of more than one colour"
    )
    font: Annotated[int, Field(ge=0, le=999)] | None = Field(
        default=None, description="number of the card's Chinese font; left out, its first"
    )
    font_dots: Annotated[int, Field(ge=8, le=64)] = Field(
        default=16, description="how high that font is; a text wider than the bar runs"
    )
    brightness: Annotated[int, Field(ge=0, le=BRIGHTNESS_MAX)] | None = Field(
        default=None, description="0 to 15; left out, as the card is set"
    )
    speed: Annotated[int, Field(ge=0, le=24)] = Field(
        default=4, description="of a text that runs, 0 the fastest"
    )
    over_programs: bool = Field(
        default=True, description="lie over the card's stored programs, not beside them"
    )
    reply_s: Annotated[float, Field(gt=0, le=10)] = Field(
        default=USUAL.reply_s, description="an answer comes so soon, or is late"
    )
    refresh_s: Annotated[float, Field(ge=1, le=10)] = Field(
        default=USUAL.refresh_s, description="between two updates; the card takes one a second"
    )
    forget_s: Annotated[int, Field(ge=40, le=3600)] = Field(
        default=USUAL.forget_s, description="without us for so long, the card takes our text away"
    )


def settings_of(options: OnbonBarOptions) -> LedSettings:
    return LedSettings(
        reply_s=options.reply_s, refresh_s=options.refresh_s, forget_s=options.forget_s
    )


def open_bar(family: Family, wiring: Wiring, options: OnbonBarOptions, place: BarPlace) -> OnbonBar:
    """Return the bar. Raises `ProfileError` for more rows than the family has areas."""
    told = OnbonOptions(
        family=family,
        width=place.width,
        height=place.height,
        rows=place.rows,
        address=ANSWERING_BROADCAST if place.address is None else place.address,
        bauds=tuple(dict.fromkeys((wiring.baud, *BAUDS))),
        charset=options.charset,
        colour=options.colour,
        font=options.font,
        font_dots=options.font_dots,
        over_programs=options.over_programs,
        brightness=options.brightness,
        speed=options.speed,
    )
    try:
        return OnbonBar(told, settings_of(options))
    except LayoutProblem as problem:
        raise ProfileError(str(problem)) from None


def ask_card(line: Transport) -> str | None:
    """Ping, then ask for the screen's size: nothing is shown or changed."""
    if _ask(line, ping(), lambda reply: reply == Done()) is None:
        return None
    facts = _ask(line, ask_facts(), lambda reply: isinstance(reply, CardFacts))
    if not isinstance(facts, CardFacts):
        return "LED card"
    return f"LED card {facts.address}, screen of {facts.width} × {facts.height} dots"


def _ask(line: Transport, data: bytes, fits: Callable[[Reply], bool]) -> Reply | None:
    decoder = FrameDecoder()

    def read(came: bytes) -> list[Reply] | None:
        frames = (each for each in decoder.feed(came) if isinstance(each, Frame))
        replies = (read_reply(frame.data) for frame in frames)
        return [reply for reply in replies if fits(reply)] or None

    line.write(Frame(data).encode())
    found = await_reply(line, PROBE_TIMEOUT_S, read)
    return found[0] if found else None


def _profile(name: str, family: Family, models: str) -> BarProfile[OnbonBarOptions]:
    return BarProfile(
        name=name,
        what=f"LED bar with an Onbon {models} card",
        options=OnbonBarOptions,
        baud=BAUDS[0],
        open=partial(open_bar, family),
        # Not first: a printer would keep the ping for its next line.
        probe=Probe(ask=ask_card, bauds=BAUDS, rank=5, tcp_ports=frozenset({TCP_PORT})),
        simulator=f"simulation.by_hand.bars:make_{name.replace('-', '_')}",
    )


PROFILE_6K: Final = _profile("onbon-6k", BX_6K, "BX-6K1, 6K2, 6K3")
PROFILE_5K: Final = _profile("onbon-5k", BX_5K, "BX-5K1, 5K2, 5MK")
