"""Call and rating keypads of other makers, which send a line of text for each key."""

import re
from collections.abc import Callable, Mapping
from string import Formatter
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from hardware.keypad.codec import Key
from hardware.keypad.driver import KeypadBus
from hardware.keypad.events import KeypadEvent
from hardware.keypad.lines import LineConversation, LinePatterns
from hardware.keypad.settings import KeypadSettings
from hardware.profiles.options import Options
from hardware.profiles.profile import KeypadProfile, Keypads, Wiring

KeyName = Literal[
    "call_next", "recall", "no_show", "hold", "resume", "ask_rating", "cancel", "one_metre_line",
    "pause", "transfer",
]  # fmt: skip
USUAL: Final = KeypadSettings()


def _pattern(text: str) -> str:
    try:
        re.compile(text, re.ASCII)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return text


def _rating_pattern(text: str) -> str:
    if text and "key" not in re.compile(_pattern(text)).groupindex:
        raise ValueError('needs a group (?P<key>…), the rating key, as "P(?P<key>[0-4])"')
    return text


def _template(*allowed: str) -> AfterValidator:
    def check(text: str) -> str:
        try:
            names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
            text.format(**dict.fromkeys(allowed, ""))
        except (ValueError, LookupError):
            names = {text}
        if names - set(allowed):
            known = ", ".join(f"{{{name}}}" for name in allowed)
            raise ValueError(f"may hold {known}, and no other braces")
        return text

    return AfterValidator(check)


Pattern = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_pattern)]
Line = Annotated[str, Field(max_length=60, pattern=r"^[\x20-\x7e]*$"), _template("address")]


class LineOptions(Options):
    keys: Mapping[KeyName, Pattern] = Field(
        default={
            "call_next": "N(?P<address>[0-9]+)",
            "recall": "R(?P<address>[0-9]+)",
            "no_show": "G(?P<address>[0-9]+)",
            "one_metre_line": "S(?P<address>[0-9]+)",
            "ask_rating": "E(?P<address>[0-9]+)",
            "hold": "H(?P<address>[0-9]+)",
            "resume": "B(?P<address>[0-9]+)",
            "pause": "P(?P<address>[0-9]+)",
        },
        min_length=1,
        description="what each key sends, as regular expressions for the whole line; without a "
        "group address it is the only keypad on the wire",
    )
    rating: Annotated[str, Field(max_length=100), AfterValidator(_rating_pattern)] = Field(
        default="V(?P<address>[0-9]+),(?P<key>[0-9])", description="what a rating key sends"
    )
    first_rating_key: Annotated[int, Field(ge=0, le=9)] = Field(
        default=0, description="the number of the first rating key"
    )
    acknowledge: Annotated[
        str, Field(max_length=60, pattern=r"^[\x20-\x7e]*$"), _template("address", "line")
    ] = Field(default="", description="our answer to a key")
    show: Annotated[
        str,
        Field(max_length=60, pattern=r"^[\x20-\x7e]*$"),
        _template("address", "waiting", "ticket"),
    ] = Field(default="", description="the line that shows how many wait and who is called")
    start_rating: Line = Field(default="", description="the line that lets a citizen rate")
    beep: Line = Field(default="", description="the line that beeps")
    end: Literal["\r\n", "\r", "\n"] = Field(default="\r\n", description="what ends our lines")
    repeat_gap_s: Annotated[float, Field(gt=0, le=10)] = Field(
        default=USUAL.repeat_gap_s, description="a key that comes again so soon is the same press"
    )


def open_bus(
    wiring: Wiring,
    options: LineOptions,
    keypads: Keypads,
    on_event: Callable[[KeypadEvent], None],
) -> KeypadBus:
    settings = KeypadSettings(
        baud=wiring.baud,
        rating_levels=keypads.rating_levels,
        rating_window_s=keypads.rating_window_s,
        repeat_gap_s=options.repeat_gap_s,
    )
    patterns = LinePatterns(
        keys={Key[name.upper()]: re.compile(text, re.ASCII) for name, text in options.keys.items()},
        rating=re.compile(options.rating, re.ASCII) if options.rating else None,
        first_rating_key=options.first_rating_key,
        acknowledge=options.acknowledge,
        show=options.show,
        start_rating=options.start_rating,
        beep=options.beep,
        end=options.end,
    )
    protocol = LineConversation(keypads.addresses, settings, patterns)
    return KeypadBus(wiring.url, keypads.addresses, on_event, settings, protocol=protocol)


PROFILE: Final = KeypadProfile(
    name="ascii-lines",
    what="keypads that send a line of text for each key; the lines are set",
    options=LineOptions,
    baud=9_600,
    open=open_bus,
    probe=None,  # it speaks only when a key is pressed
    simulator="simulation.by_hand.line_keypads:make",
)
