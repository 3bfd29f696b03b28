"""Simple LED bars whose frame is written down in the hall file."""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from hardware.led.template import TemplateBar, TemplateOptions, hexadecimal
from hardware.led.text import Charset
from hardware.profiles.options import Options
from hardware.profiles.profile import BarPlace, BarProfile, Wiring


def _bytes(template: str) -> str:
    hexadecimal(template, address=0, row=0, length=0)
    return template


Bytes = Annotated[str, AfterValidator(_bytes)]


class TemplateBarOptions(Options):
    prefix: Bytes = Field(
        default="", description='bytes before the text, as "7E {address} {length}"; also {row}'
    )
    suffix: Bytes = Field(default="", description='bytes after it, as "0D"')
    checksum: Literal["none", "sum8", "xor8", "crc16"] = Field(
        default="none", description="crc16 is CRC-16/ARC, the lower byte first"
    )
    checksum_covers: Literal["text", "all"] = Field(
        default="all", description="the text alone, or the prefix too"
    )
    checksum_last: bool = Field(default=False, description="after the suffix, and covers it too")
    cells: Annotated[int, Field(ge=0, le=200)] = Field(
        default=0, description="always so many half-width characters; 0: as long as the text is"
    )
    charset: Charset = Field(default="gbk", description="what the bar's Chinese font holds")
    answer: Bytes = Field(default="", description="what it answers; empty: it is not listened to")
    answer_s: Annotated[float, Field(gt=0, le=10)] = Field(
        default=1.0, description="so soon the answer comes"
    )


def open_bar(wiring: Wiring, options: TemplateBarOptions, place: BarPlace) -> TemplateBar:
    return TemplateBar(
        TemplateOptions(
            prefix=options.prefix,
            suffix=options.suffix,
            checksum=options.checksum,
            checksum_covers=options.checksum_covers,
            checksum_last=options.checksum_last,
            address=place.address or 0,
            rows=place.rows,
            width=options.cells,
            charset=options.charset,
            bauds=(wiring.baud,),
            answer=options.answer,
            answer_s=options.answer_s,
        )
    )


PROFILE: Final = BarProfile(
    name="template",
    what="simple LED bar: bytes, the text, bytes, a checksum, as its leaflet says",
    options=TemplateBarOptions,
    baud=9_600,
    open=open_bar,
    probe=None,  # whatever is said to it, it shows
    simulator="simulation.by_hand.bars:make_template",
)
