"""What commands have in common."""

from typing import Annotated, TypeAlias

import msgspec

from contract.ids import CommandId, PersonHash, TicketId, TicketToken, WindowId
from contract.messages.base import GIVEN_ID, GivenMs, Message, ShortText

GivenHash: TypeAlias = Annotated[
    PersonHash, msgspec.Meta(max_length=64, pattern=r"^([0-9a-f]{32,64})?$")
]
"""HMAC-SHA256 of the business day, a line feed and the document number, in hex, whole or its
first half. The key never leaves the kiosks, so nobody else can tell whose it is."""

GivenToken: TypeAlias = Annotated[TicketToken, msgspec.Meta(pattern=r"^[0-9a-f]{20}$")]

Note: TypeAlias = Annotated[ShortText, msgspec.Meta(min_length=1)]


class Command(Message, frozen=True, tag_field="kind"):
    """What every command carries. `kind` in the payload equals the kind in the topic."""

    command_id: Annotated[CommandId, GIVEN_ID]
    sent_at_ms: GivenMs
    expires_at_ms: GivenMs


class WindowCommand(Command, frozen=True):
    """A command from the clerk of a window."""

    window_id: Annotated[WindowId, GIVEN_ID]


class TicketCommand(WindowCommand, frozen=True):
    """A command about one ticket at a window. Naming the ticket makes a late key press harmless."""

    ticket_id: Annotated[TicketId, GIVEN_ID]
