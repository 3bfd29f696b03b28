"""What all messages share, and how they become bytes and come back."""

from collections.abc import Hashable
from functools import cache
from typing import Annotated, Any, Final, TypeAlias, TypeVar, cast

import msgspec

from contract.ids import EpochMs

SCHEMA_VERSION: Final = 1
"""Raised when a field changes its meaning. New optional fields do not raise it."""

CONTENT_TYPE: Final = "application/json"

PAYLOAD_BYTES_MAX: Final = 64 * 1024
"""No message comes near this; whoever sends more is broken or hostile."""

GivenMs: TypeAlias = Annotated[EpochMs, msgspec.Meta(ge=0, le=253_370_764_800_000)]
"""A time as it comes over the wire. What is later than the year 9998 no calendar can show."""

Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
"""How many, or how long: no more than every reader can hold, JavaScript and Qt included."""

NO_CONTROLS: Final = r"^[^\x00-\x1f\x7f]*$"

ShortText: TypeAlias = Annotated[str, msgspec.Meta(max_length=200, pattern=NO_CONTROLS)]
"""One line of words from a device, without control characters: it may go on paper or a screen."""

GIVEN_ID: Final = msgspec.Meta(min_length=1, max_length=64, pattern=NO_CONTROLS)
"""What an id told by a device must be like. A refusal quotes it twice, so it has to have an end."""

EXPIRES_AHEAD_MS_MAX: Final = 11 * 24 * 3600 * 1000
"""No command may be wanted for longer: so long its first answer is kept, and no longer. A kiosk
that was switched off for a week of holidays hands in again what it gave alone before."""

CORRELATION_BYTES_MAX: Final = 256
"""Correlation data goes back with the answer; more of it than this is not correlation data."""

M = TypeVar("M")


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message on the wire. Unknown fields are ignored, so that a newer sender is understood."""


class MalformedMessage(ValueError):
    """These bytes are not the message that belongs on this topic. The text says what is wrong."""


def encode(message: msgspec.Struct) -> bytes:
    """Return the JSON bytes of `message`."""
    return msgspec.json.encode(message)


def decode(payload: bytes, message_type: type[M] | Any) -> M:
    """Read `payload` as a `message_type`, or raise `MalformedMessage`."""
    if len(payload) > PAYLOAD_BYTES_MAX:
        raise MalformedMessage(f"{len(payload)} bytes, at most {PAYLOAD_BYTES_MAX} are allowed")
    try:
        message: M = _decoder_of(cast("Hashable", message_type)).decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedMessage(str(error)) from None
    return message


@cache
def _decoder_of(message_type: Hashable) -> msgspec.json.Decoder[Any]:
    # To make one for all kinds of command takes twenty times as long as to read a command.
    return msgspec.json.Decoder(cast("Any", message_type))


def kind_of(message: msgspec.Struct | type[msgspec.Struct]) -> str:
    """Return the name by which one of several kinds of message is told from the others."""
    struct = message if isinstance(message, type) else type(message)
    return str(struct.__struct_config__.tag)
