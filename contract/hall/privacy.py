"""What is known of who took a ticket, and how long."""

from base64 import b64decode
from typing import Annotated, Final

from pydantic import AfterValidator

from contract.hall.entry import Entry, whole

KEY_BYTES: Final = 32


def _is_key(text: str) -> str:
    try:
        length = len(b64decode(text, validate=True))
    except ValueError:
        length = 0
    if length != KEY_BYTES:
        raise ValueError("this is no key; `hallcall unmasking-key` makes one, and says this line")
    return text


class Privacy(Entry):
    """Nothing of this is in the journal, which is kept for ever."""

    visitors_days: Annotated[int, whole(0, 366)] = 0
    """Masked names and the last digits of documents are erased so many days after the end of the
    business day; 0 is when it ends. So is what is under seal."""
    unmasking_key: Annotated[str, AfterValidator(_is_key)] | None = None
    """The public half of the key under which kiosks seal whole names and numbers for the panels
    that have the other half; left out, kiosks forget them."""
