"""Who a citizen is, as far as a hall is told: masked, and whole only under seal."""

from typing import Annotated, TypeAlias

import msgspec

from contract.messages.base import NO_CONTROLS, Message, ShortText
from contract.messages.commands.base import Note, TicketCommand

Sealed: TypeAlias = Annotated[str, msgspec.Meta(max_length=1024, pattern=r"^[A-Za-z0-9+/]*={0,2}$")]
"""A `WholeCard` that only the hall's unmasking key opens, in base64; "" for none."""


class VisitorCard(Message, frozen=True):
    """What a clerk sees of an identity document: "张*" and the last four places."""

    masked_name: ShortText
    document_tail: Annotated[str, msgspec.Meta(max_length=4, pattern=NO_CONTROLS)]


class GivenCard(VisitorCard, frozen=True):
    """The card as it is handed in: all of it is under seal, if the hall file has a key for that."""

    whole: Sealed = ""


class WholeCard(Message, frozen=True):
    """What is under the seal. It is never sent, stored or logged without."""

    name: ShortText
    number: ShortText


class UnmaskVisitor(TicketCommand, frozen=True, tag="unmask_visitor"):
    """A clerk who may wants to see the whole card of the citizen at the window.

    Who asked, and why, is in the journal before the answer is given, which is `Done` with the
    `whole`, still under seal.
    """

    reason: Note
